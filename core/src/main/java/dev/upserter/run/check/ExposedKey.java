package dev.upserter.run.check;

import dev.upserter.config.SyncConfig;
import dev.upserter.delivery.http.Credentials;
import dev.upserter.problem.Code;
import dev.upserter.problem.Level;
import dev.upserter.problem.Location;
import dev.upserter.problem.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Optional;

/** Finds an API key that is in a configuration file which everybody on the machine may read. */
public final class ExposedKey {
    private ExposedKey() {}

    /**
     * Looks at a configuration file.
     *
     * @param config what was read from the file; its key may come from the environment
     * @param file   the file
     * @return what is wrong; empty if nothing is, or the system knows no such rights
     */
    public static Optional<Problem> in(SyncConfig config, Path file) {
        Credentials credentials = config.destination().credentials();
        String app = config.destination().app().key();
        if (credentials == null && app == null || config.guards().level(Code.KEY_EXPOSED) == Level.OFF) {
            return Optional.empty();
        }
        try {
            String text = isReadByAll(file) ? Files.readString(file) : "";
            boolean isExposed =
                    credentials != null && text.contains(credentials.apiKey()) || app != null && text.contains(app);
            return isExposed
                    ? Optional.of(Problem.of(
                            Code.KEY_EXPOSED,
                            new Location.InFile(file.toString()),
                            "the file holds the API key, and every user of this machine may read it"))
                    : Optional.empty();
        } catch (IOException unknown) {
            return Optional.empty();
        }
    }

    /** Whether every user of the machine may read a file; no, where it is not there, or the system knows no such rights. */
    public static boolean isReadByAll(Path file) {
        try {
            return Files.isRegularFile(file)
                    && Files.getPosixFilePermissions(file).contains(PosixFilePermission.OTHERS_READ);
        } catch (IOException | UnsupportedOperationException unknown) {
            return false;
        }
    }
}
