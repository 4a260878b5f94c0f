package dev.upserter.run.check;

import dev.upserter.config.AlertChannel;
import dev.upserter.config.AlertConfig;
import dev.upserter.config.SmtpConfig;
import dev.upserter.config.SyncConfig;
import dev.upserter.problem.Code;
import dev.upserter.problem.Level;
import dev.upserter.problem.Location;
import dev.upserter.problem.Problem;
import dev.upserter.source.QueryConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Finds an API key, a password or another secret that is in a configuration file which everybody on the machine may read. */
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
        if (config.guards().level(Code.KEY_EXPOSED) == Level.OFF) {
            return Optional.empty();
        }
        try {
            String text = isReadByAll(file) ? Files.readString(file) : "";
            return secrets(config).entrySet().stream()
                    .filter(secret -> text.contains(secret.getKey()))
                    .findFirst()
                    .map(secret -> Problem.of(
                            Code.KEY_EXPOSED,
                            new Location.InFile(file.toString()),
                            "the file holds " + secret.getValue() + ", and every user of this machine may read it"));
        } catch (IOException unknown) {
            return Optional.empty();
        }
    }

    /** What each secret of a configuration is, the gravest first. */
    private static Map<String, String> secrets(SyncConfig config) {
        var secrets = new LinkedHashMap<String, String>();
        var destination = config.destination();
        if (destination.credentials() != null) {
            secrets.put(destination.credentials().apiKey(), "the API key");
        }
        add(secrets, destination.app().key(), "the App API key");
        QueryConfig query = config.source().query();
        Stream.of(query == null ? null : query.database(), config.state())
                .filter(Objects::nonNull)
                .forEach(database -> add(secrets, database.password(), "the password of a database"));
        for (AlertConfig alert : config.alerts().alerts()) {
            switch (alert.channel()) {
                case AlertChannel.Slack slack -> add(secrets, slack.target(), "the URL of an alert to Slack");
                case AlertChannel.Webhook webhook -> add(secrets, webhook.secret(), "the secret of an alert");
                case AlertChannel.Command command -> {}
                case AlertChannel.Email email -> {}
            }
        }
        SmtpConfig smtp = config.alerts().smtp();
        add(secrets, smtp == null ? null : smtp.password(), "the password of the SMTP server");
        return secrets;
    }

    private static void add(Map<String, String> secrets, @Nullable String secret, String what) {
        if (secret != null && !secret.isEmpty()) {
            secrets.putIfAbsent(secret, what);
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
