package dev.upserter.history;

import dev.upserter.problem.ProblemLog;
import dev.upserter.state.PrivateFiles;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The endpoint to which a run of a sync has delivered something, recorded in the folder of the sync: if that endpoint does
 * not answer later, it is down, while an endpoint that has never answered may be a mistake.
 */
public final class AnsweredAddress {
    private static final String FILE = "answered";

    private AnsweredAddress() {}

    /** Whether something was delivered there; false if the record cannot be read. */
    public static boolean is(URI endpoint, Path syncFolder) {
        try {
            return Files.readString(syncFolder.resolve(FILE)).strip().equals(endpoint.toString());
        } catch (IOException none) {
            return false;
        }
    }

    /** Records that something was delivered there; a write error is reported, and changes nothing for this run. */
    public static void note(URI endpoint, Path syncFolder, ProblemLog log) {
        try {
            if (!is(endpoint, syncFolder)) {
                PrivateFiles.makeFolders(syncFolder);
                RunFolder.writeWhole(syncFolder.resolve(FILE), endpoint + "\n");
            }
        } catch (IOException e) {
            log.add(RunFolder.unnoted(
                    syncFolder.resolve(FILE),
                    "a later run does not wait long where nothing answers at the endpoint",
                    e));
        }
    }
}
