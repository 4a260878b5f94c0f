package dev.upserter.cli;

import dev.upserter.sandbox.Sandbox;
import dev.upserter.server.PortInUseException;
import dev.upserter.server.ServerConfig;
import dev.upserter.server.UpserterServer;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;

/** {@code upserter serve}: takes configurations and data over HTTP, until Ctrl-C. */
final class ServeCommand implements Command {
    @Override
    public String name() {
        return "serve";
    }

    @Override
    public CommandSpec spec() {
        return Arguments.of(name())
                .option("--port", "N")
                .option("--host", "HOST")
                .option("--token", "TOKEN")
                .option("--syncs", "FOLDER")
                .flag("--sandbox")
                .option("--endpoint", "URL")
                .flag("--wait")
                .option("--state", "FOLDER")
                .spec();
    }

    @Override
    public int run(Given given, Shell shell) {
        ServerConfig config = config(given, shell);
        Optional<URI> endpoint = Destinations.endpoint(given);
        if (!given.has("--sandbox")) {
            return serve(endpoint.map(config::withEndpoint).orElse(config), shell, "");
        }
        try (Sandbox sandbox = Sandbox.start()) {
            return serve(config.withSandbox(sandbox), shell, """

                    Everything goes to a sandbox, not to Customer.io. See who arrived:
                      curl %s/sandbox/people
                    """.formatted(sandbox.endpoint()));
        }
    }

    private static ServerConfig config(Given given, Shell shell) {
        Path stateFolder = Inputs.stateFolder(given, shell, Path.of(Inputs.STATE_FOLDER));
        String host = given.text("--host").orElse(ServerConfig.DEFAULT_HOST);
        ServerConfig config = ServerConfig.in(stateFolder)
                .withHost(host)
                .withPort((int) given.wholeNumber("--port", 0, 65_535, ServerConfig.DEFAULT_PORT)
                        .orElse(ServerConfig.DEFAULT_PORT))
                .withEnvironment(shell.environment())
                .withWait(given.has("--wait"));
        Optional<String> token = given.text("--token").or(() -> isThisMachine(host) ? Optional.empty() : newToken());
        token.ifPresent(ServeCommand::check);
        config = token.map(config::withToken).orElse(config);
        return given.text("--syncs")
                .map(Path::of)
                .map(ServeCommand::check)
                .map(config::withSyncs)
                .orElse(config);
    }

    private static boolean isThisMachine(String host) {
        return host.equals("localhost") || host.equals("::1") || host.equals("[::1]") || host.matches("127\\.[0-9.]+");
    }

    private static Optional<String> newToken() {
        byte[] bytes = new byte[24];
        new SecureRandom().nextBytes(bytes);
        return Optional.of(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
    }

    private static void check(String token) {
        if (!token.matches("[A-Za-z0-9._~+/=-]{" + ServerConfig.MIN_TOKEN + ",}")) {
            throw new UsageException(
                    "--token must be 16 letters, digits, dots, dashes or underscores, or more",
                    "leave it out: where --host is not this machine, serve makes one and prints it");
        }
    }

    private static Path check(Path syncs) {
        if (!Files.isDirectory(syncs)) {
            throw new UsageException("--syncs is not a folder", "name the folder that the configurations lie in");
        }
        return syncs;
    }

    private static int serve(ServerConfig config, Shell shell, String where) {
        var stop = new CountDownLatch(1);
        shell.interrupts().onFirst(() -> {
            stop.countDown();
            shell.messages().print("stopping once the requests in flight are answered; Ctrl-C again ends at once");
        });
        try (UpserterServer server = UpserterServer.start(config)) {
            shell.result(introduction(server.address(), config.token()) + where + "\nCtrl-C ends it.");
            stop.await();
            return ExitCode.DONE;
        } catch (PortInUseException e) {
            throw new UsageException(String.valueOf(e.getMessage()), "--port 0 takes any free one");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return ExitCode.STOPPED;
        }
    }

    private static String introduction(URI address, @Nullable String token) {
        String open = token == null ? address.toString() : address + "/#token=" + token;
        String header = token == null ? "" : " --header 'Authorization: Bearer " + token + "'";
        String warning = token == null
                ? ""
                : "\nWhoever has this address may send people; others are asked for the token in it.\n";
        return """
                Customer Upserter listens on %1$s

                Open %2$s in a browser, or
                send a configuration and data from another terminal; the answer is the report:
                  curl --request PUT --url %1$s --form inputs=@configuration.json --form inputs=@data.json%3$s
                """.formatted(address, open, header) + warning;
    }
}
