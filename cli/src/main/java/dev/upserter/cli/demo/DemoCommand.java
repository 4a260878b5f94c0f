package dev.upserter.cli.demo;

import dev.upserter.cli.shell.Arguments;
import dev.upserter.cli.shell.Command;
import dev.upserter.cli.shell.ExitCode;
import dev.upserter.cli.shell.Inputs;
import dev.upserter.cli.shell.ParsedOptions;
import dev.upserter.cli.shell.Shell;
import dev.upserter.cli.shell.UsageException;
import dev.upserter.http.PortInUseException;
import dev.upserter.sandbox.Sandbox;
import dev.upserter.server.ServerConfig;
import dev.upserter.server.UpserterServer;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Model.CommandSpec;

/** {@code upserter demo}: example data go to a sandbox in this process, and the page shows what became of them. */
public final class DemoCommand implements Command {
    private static final int ANY = 0;

    @Override
    public String name() {
        return "demo";
    }

    @Override
    public CommandSpec spec() {
        return Arguments.of(name())
                .flag("--no-serve")
                .flag("--open")
                .option("--port", "N")
                .spec();
    }

    @Override
    public int run(ParsedOptions given, Shell shell) {
        boolean serves = shell.terminal().results() && !given.has("--no-serve");
        int port = (int) given.wholeNumber("--port", 0, 65_535, ServerConfig.DEFAULT_PORT)
                .orElse(ANY);
        try (var folder = DemoFolder.create();
                Sandbox sandbox = Sandbox.start()) {
            Map<String, String> environment = environment(sandbox);
            int code = new DemoWalk(shell, folder.path(), environment, sandbox).run();
            if (code == ExitCode.DONE && serves) {
                return serve(folder.path(), environment, sandbox, port, shell, given.has("--open"));
            }
            return code;
        }
    }

    /** Not the user's own: whatever it holds, the demonstration is the same. */
    private static Map<String, String> environment(Sandbox sandbox) {
        return Map.of(
                "UPSERTER_DEMO_SANDBOX", sandbox.endpoint().toString(),
                "CUSTOMERIO_SITE_ID", sandbox.siteId(),
                "CUSTOMERIO_API_KEY", sandbox.apiKey());
    }

    private static int serve(
            Path folder, Map<String, String> environment, Sandbox sandbox, int port, Shell shell, boolean open) {
        var stop = new CountDownLatch(1);
        shell.interrupts().onFirst(stop::countDown);
        ServerConfig config = ServerConfig.in(folder.resolve(Inputs.STATE_FOLDER))
                .withPort(port)
                .withEnvironment(environment)
                .withSyncs(folder)
                .withSandbox(sandbox);
        try (UpserterServer server = UpserterServer.start(config)) {
            String address = server.address().toString();
            shell.result("""

                The page shows all of this, and takes data of your own:
                  %s

                Everything goes to the sandbox. Ctrl-C ends it, and removes the example.""".formatted(address));
            if (open && !Browser.open(address, shell.environment())) {
                shell.messages().print("no browser was found here. Open the address yourself");
            }
            stop.await();
            return ExitCode.DONE;
        } catch (PortInUseException e) {
            throw new UsageException(String.valueOf(e.getMessage()), "leave out --port to take any free one");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return ExitCode.STOPPED;
        }
    }
}
