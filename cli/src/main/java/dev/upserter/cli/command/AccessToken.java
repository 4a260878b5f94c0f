package dev.upserter.cli.command;

import dev.upserter.cli.shell.ParsedOptions;
import dev.upserter.cli.shell.Shell;
import dev.upserter.cli.shell.UsageException;
import dev.upserter.cli.text.Printable;
import dev.upserter.problem.DiskFailure;
import dev.upserter.run.check.ExposedKey;
import dev.upserter.server.ServerConfig;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;

/**
 * The token that clients of {@code serve}, and those who control a {@code sandbox}, must send.
 *
 * @param text  the token
 * @param isNew whether it was generated just now, so that it is known only from what the command prints
 */
record AccessToken(String text, boolean isNew) {
    static final String VARIABLE = "UPSERTER_TOKEN";

    private static final String HINT =
            "leave it out: where others reach this machine, the command makes one and prints it";
    private static final int MAX_BYTES = 4096;

    /** The token of an option, of a file, or of the environment; empty if there is none. */
    static Optional<AccessToken> given(ParsedOptions given, Shell shell) {
        if (given.has("--token") && given.has("--token-file")) {
            throw new UsageException("--token and --token-file are both given", "give one of them");
        }
        Optional<AccessToken> option = given.text("--token").map(text -> checked(text, "--token"));
        Optional<AccessToken> file = given.text("--token-file").map(path -> {
            warnIfExposed(path, shell);
            return checked(read(path), "the token in --token-file");
        });
        return option.or(() -> file)
                .or(() -> Optional.ofNullable(shell.environment().get(VARIABLE))
                        .filter(text -> !text.isBlank())
                        .map(text -> checked(text.strip(), VARIABLE)));
    }

    static AccessToken made() {
        byte[] bytes = new byte[24];
        new SecureRandom().nextBytes(bytes);
        return new AccessToken(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes), true);
    }

    private static void warnIfExposed(String path, Shell shell) {
        if (ExposedKey.isReadByAll(Path.of(path))) {
            shell.messages()
                    .print("warning: every user of this machine may read the token in " + Printable.of(path)
                            + ". Run chmod 600 on the file");
        }
    }

    private static String read(String path) {
        try (var in = Files.newInputStream(Path.of(path))) {
            return new String(in.readNBytes(MAX_BYTES), StandardCharsets.UTF_8).strip();
        } catch (IOException e) {
            throw new UsageException(
                    "--token-file " + Printable.of(path) + " cannot be read: "
                            + (Files.isDirectory(Path.of(path)) ? "it is a folder" : DiskFailure.reason(e)),
                    "name a file that holds the token and nothing else");
        }
    }

    private static AccessToken checked(String token, String name) {
        if (!token.matches("[A-Za-z0-9._~+/=-]{" + ServerConfig.MIN_TOKEN + ",}")) {
            throw new UsageException(name + " must be 16 letters, digits, dots, dashes or underscores, or more", HINT);
        }
        return new AccessToken(token, false);
    }

    /** The text to print; a given token is hidden, since its users know it. */
    String shown() {
        return isNew ? text : "…";
    }

    @Override
    public String toString() {
        return "AccessToken[hidden]";
    }
}
