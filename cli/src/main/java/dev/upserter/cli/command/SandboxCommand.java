package dev.upserter.cli.command;

import dev.upserter.cli.shell.Arguments;
import dev.upserter.cli.shell.Command;
import dev.upserter.cli.shell.ExitCode;
import dev.upserter.cli.shell.ParsedOptions;
import dev.upserter.cli.shell.Shell;
import dev.upserter.cli.shell.UsageException;
import dev.upserter.http.CannotListenException;
import dev.upserter.http.PortInUseException;
import dev.upserter.sandbox.Sandbox;
import dev.upserter.sandbox.SandboxConfig;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Model.CommandSpec;

/** {@code upserter sandbox}: a local Customer.io, until Ctrl-C. */
public final class SandboxCommand implements Command {
    @Override
    public String name() {
        return "sandbox";
    }

    @Override
    public CommandSpec spec() {
        return Arguments.of(name())
                .option("--host", "HOST")
                .option("--port", "N")
                .option("--site-id", "TEXT")
                .option("--api-key", "TEXT")
                .option("--app-api-key", "TEXT")
                .repeatable("--workspace", "KEYS")
                .option("--rules", "RULES")
                .option("--faults", "TEXT")
                .option("--seed", "N")
                .option("--region", "REGION")
                .option("--without", "KINDS")
                .option("--token", "TOKEN")
                .option("--token-file", "FILE")
                .flag("--https")
                .option("--certificate", "FILE")
                .flag("--json")
                .spec();
    }

    @Override
    public int run(ParsedOptions given, Shell shell) {
        SandboxConfig config = SandboxOptions.config(given, shell);
        var stop = new CountDownLatch(1);
        shell.interrupts().onFirst(stop::countDown);
        try (Sandbox sandbox = Sandbox.start(config)) {
            shell.result(given.has("--json") ? SandboxStart.json(sandbox) : SandboxStart.text(sandbox));
            stop.await();
            return ExitCode.DONE;
        } catch (PortInUseException e) {
            throw new UsageException(String.valueOf(e.getMessage()), "--port 0 takes any free one");
        } catch (CannotListenException e) {
            throw new UsageException(
                    String.valueOf(e.getMessage()),
                    "name an address of this machine by --host, and another port by --port. 0 takes any free one");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return ExitCode.STOPPED;
        }
    }
}
