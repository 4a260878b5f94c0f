package dev.upserter.cli.command;

import dev.upserter.cli.shell.Arguments;
import dev.upserter.cli.shell.Command;
import dev.upserter.cli.shell.ExitCode;
import dev.upserter.cli.shell.Inputs;
import dev.upserter.cli.shell.ParsedOptions;
import dev.upserter.cli.shell.Shell;
import dev.upserter.cli.shell.UsageException;
import dev.upserter.cli.text.Printable;
import dev.upserter.cli.text.RefusalText;
import dev.upserter.config.read.ConfigReader;
import dev.upserter.http.PortInUseException;
import dev.upserter.memory.MemoryBudget;
import dev.upserter.problem.Problem;
import dev.upserter.problem.ProblemException;
import dev.upserter.run.check.ExposedKey;
import dev.upserter.sandbox.Sandbox;
import dev.upserter.server.ServerConfig;
import dev.upserter.server.UpserterServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import picocli.CommandLine.Model.CommandSpec;

/** {@code upserter serve}: takes configurations and data over HTTP, until Ctrl-C. */
public final class ServeCommand implements Command {
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
                .option("--token-file", "FILE")
                .option("--public-url", "URL")
                .option("--syncs", "FOLDER")
                .flag("--sandbox")
                .option("--endpoint", "URL")
                .flag("--wait")
                .option("--memory", "MB")
                .option("--state", "FOLDER")
                .spec();
    }

    @Override
    public int run(ParsedOptions given, Shell shell) {
        Optional<AccessToken> token = token(given, shell);
        ServerConfig config = config(given, shell, token);
        Optional<URI> endpoint = Destinations.endpoint(given);
        given.text("--syncs").map(Path::of).ifPresent(syncs -> tellExposedKeys(syncs, shell));
        if (!given.has("--sandbox")) {
            return serve(endpoint.map(config::withEndpoint).orElse(config), token, shell, "");
        }
        try (Sandbox sandbox = Sandbox.start()) {
            return serve(config.withSandbox(sandbox), token, shell, """

                Everything goes to a sandbox, not to Customer.io. See who arrived:
                  curl %s/sandbox/people
                """.formatted(sandbox.endpoint()));
        }
    }

    private static ServerConfig config(ParsedOptions given, Shell shell, Optional<AccessToken> token) {
        Path stateFolder = Inputs.stateFolder(given, shell, Path.of(Inputs.STATE_FOLDER));
        String host = given.text("--host").orElse(ServerConfig.DEFAULT_HOST);
        ServerConfig config = ServerConfig.in(stateFolder)
                .withHost(host)
                .withPort((int) given.wholeNumber("--port", 0, 65_535, ServerConfig.DEFAULT_PORT)
                        .orElse(ServerConfig.DEFAULT_PORT))
                .withEnvironment(shell.environment())
                .withWait(given.has("--wait"))
                .withMemory(memory(given));
        Optional<URI> publicUrl = given.text("--public-url").map(ServeCommand::publicUrl);
        config = publicUrl.map(config::withPublicUrl).orElse(config);
        config = token.map(AccessToken::text).map(config::withToken).orElse(config);
        return given.text("--syncs")
                .map(Path::of)
                .map(ServeCommand::check)
                .map(config::withSyncs)
                .orElse(config);
    }

    private static MemoryBudget memory(ParsedOptions given) {
        OptionalLong megabytes = given.wholeNumber("--memory", MemoryBudget.LEAST >> 20, 1 << 20, 200);
        return megabytes.isPresent() ? MemoryBudget.of(megabytes.getAsLong() << 20) : MemoryBudget.ofProcess();
    }

    /** Whether only this machine reaches who listens on this host. */
    static boolean isThisMachine(String host) {
        return host.equals("localhost") || host.equals("::1") || host.equals("[::1]") || host.matches("127\\.[0-9.]+");
    }

    /** The token, given or generated now; required if the server can be reached from other machines. */
    private static Optional<AccessToken> token(ParsedOptions given, Shell shell) {
        String host = given.text("--host").orElse(ServerConfig.DEFAULT_HOST);
        boolean isNeeded = !isThisMachine(host) || given.has("--public-url");
        return AccessToken.given(given, shell).or(() -> isNeeded ? Optional.of(AccessToken.made()) : Optional.empty());
    }

    private static URI publicUrl(String text) {
        try {
            URI url = new URI(text);
            if (ServerConfig.isPublicUrl(url)) {
                return url;
            }
        } catch (URISyntaxException e) {
            // reported below
        }
        throw new UsageException(
                "--public-url must be " + ServerConfig.PUBLIC_URL_MUST_BE, "write it as https://upserter.example.com");
    }

    /**
     * Reports at the start which saved syncs hold a key that every user of this machine can read; the page shows other
     * errors.
     */
    private static void tellExposedKeys(Path syncs, Shell shell) {
        var reader = ConfigReader.local(shell.environment());
        try (Stream<Path> files = Files.list(syncs)) {
            files.filter(file -> file.toString().matches("(?i).*\\.(json|ya?ml)"))
                    .sorted()
                    .flatMap(file -> exposed(reader, file).stream())
                    .forEach(problem -> shell.messages().print(RefusalText.warning(problem)));
        } catch (IOException | UncheckedIOException unreadable) {
            // the page reports it
        }
    }

    private static Optional<Problem> exposed(ConfigReader reader, Path file) {
        try {
            return reader.readAll(file).syncs().stream()
                    .flatMap(sync -> ExposedKey.in(sync, file).stream())
                    .findFirst();
        } catch (ProblemException wrong) {
            return Optional.empty();
        }
    }

    private static Path check(Path syncs) {
        if (!Files.isDirectory(syncs)) {
            throw new UsageException(
                    "--syncs: " + Printable.of(syncs.toString())
                            + (Files.exists(syncs) ? " is not a folder" : " is not there"),
                    "name the folder that holds the configurations");
        }
        return syncs;
    }

    private static int serve(ServerConfig config, Optional<AccessToken> token, Shell shell, String where) {
        var stop = new CountDownLatch(1);
        shell.interrupts().onFirst(() -> {
            stop.countDown();
            shell.messages().print("stopping once the requests in flight are answered. Ctrl-C again ends at once");
        });
        try (UpserterServer server = UpserterServer.start(config)) {
            shell.result(introduction(config, server.address(), token) + where + "\nCtrl-C ends it.");
            stop.await();
            return ExitCode.DONE;
        } catch (PortInUseException e) {
            throw new UsageException(String.valueOf(e.getMessage()), "--port 0 takes any free one");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return ExitCode.STOPPED;
        }
    }

    private static String introduction(ServerConfig config, URI listens, Optional<AccessToken> token) {
        String address = config.publicUrl() == null
                ? listens.toString()
                : config.publicUrl().toString().replaceFirst("/$", "");
        String text = token.map(AccessToken::shown).orElse("");
        String open = address + (token.isEmpty() ? "" : "/#token=" + text);
        String header = token.isEmpty() ? "" : " --header 'Authorization: Bearer " + text + "'";
        return """
            Customer Upserter listens on %1$s

            Open %2$s in a browser, or
            send a configuration and data from another terminal. The answer is the report:
              curl --request PUT --url %3$s --form inputs=@configuration.json --form inputs=@data.json%4$s
            """.formatted(listens, open, address, header)
                + (token.isEmpty() ? "" : "\nWhoever has the token may send people. Others are asked for it.\n");
    }
}
