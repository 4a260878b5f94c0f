package dev.upserter.cli;

import dev.upserter.delivery.Credentials;
import dev.upserter.sandbox.Sandbox;
import dev.upserter.server.PortInUseException;
import dev.upserter.server.ServerConfig;
import dev.upserter.server.UpserterServer;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
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
                .flag("--sandbox")
                .option("--endpoint", "URL")
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
            return serve(
                    config.withEndpoint(sandbox.endpoint())
                            .withCredentials(new Credentials(sandbox.siteId(), sandbox.apiKey())),
                    shell,
                    """

                    Everything goes to a sandbox, not to Customer.io. See who arrived:
                      curl %s/sandbox/people
                    """.formatted(sandbox.endpoint()));
        }
    }

    private static ServerConfig config(Given given, Shell shell) {
        Path stateFolder = Inputs.stateFolder(given, shell, Path.of(Inputs.STATE_FOLDER));
        return ServerConfig.in(stateFolder)
                .withHost(given.text("--host").orElse(ServerConfig.DEFAULT_HOST))
                .withPort((int) given.wholeNumber("--port", 0, 65_535, ServerConfig.DEFAULT_PORT)
                        .orElse(ServerConfig.DEFAULT_PORT))
                .withEnvironment(shell.environment());
    }

    private static int serve(ServerConfig config, Shell shell, String where) {
        var stop = new CountDownLatch(1);
        shell.interrupts().onFirst(() -> {
            stop.countDown();
            shell.messages().print("stopping once the requests in flight are answered; Ctrl-C again ends at once");
        });
        try (UpserterServer server = UpserterServer.start(config)) {
            shell.result(introduction(server.address()) + where + "\nCtrl-C ends it.");
            stop.await();
            return ExitCode.DONE;
        } catch (PortInUseException e) {
            throw new UsageException(String.valueOf(e.getMessage()), "--port 0 takes any free one");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return ExitCode.STOPPED;
        }
    }

    private static String introduction(URI address) {
        return """
                Customer Upserter listens on %1$s

                Send a configuration and data from another terminal; the answer is the report:
                  curl --request PUT --url %1$s --form inputs=@configuration.json --form inputs=@data.json
                """.formatted(address);
    }
}
