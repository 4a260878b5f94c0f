package dev.upserter.cli.command;

import dev.upserter.cli.shell.Arguments;
import dev.upserter.cli.shell.Command;
import dev.upserter.cli.shell.ExitCode;
import dev.upserter.cli.shell.ParsedOptions;
import dev.upserter.cli.shell.Shell;
import dev.upserter.cli.shell.UsageException;
import dev.upserter.cli.text.Printable;
import dev.upserter.http.CannotListenException;
import dev.upserter.http.PortInUseException;
import dev.upserter.sandbox.Sandbox;
import dev.upserter.sandbox.SandboxConfig;
import dev.upserter.sandbox.fault.Faults;
import dev.upserter.sandbox.track.SandboxRegion;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Model.CommandSpec;

/** {@code upserter sandbox}: a local Customer.io, until Ctrl-C. */
public final class SandboxCommand implements Command {
    private static final int DEFAULT_PORT = 3030;
    private static final Set<String> KINDS = Set.of("id", "email", "phone", "cio_id");

    @Override
    public String name() {
        return "sandbox";
    }

    @Override
    public CommandSpec spec() {
        return Arguments.of(name())
                .option("--port", "N")
                .option("--faults", "TEXT")
                .option("--seed", "N")
                .option("--region", "REGION")
                .option("--without", "KINDS")
                .spec();
    }

    @Override
    public int run(ParsedOptions given, Shell shell) {
        SandboxConfig config = config(given);
        Faults faults = faults(given);
        List<String> without = without(given);
        var stop = new CountDownLatch(1);
        shell.interrupts().onFirst(stop::countDown);
        try (Sandbox sandbox = Sandbox.start(config)) {
            sandbox.faults(faults);
            without.forEach(kind -> sandbox.disable(kind, true));
            shell.result(introduction(sandbox));
            stop.await();
            return ExitCode.DONE;
        } catch (PortInUseException e) {
            throw new UsageException(String.valueOf(e.getMessage()), "--port 0 takes any free one");
        } catch (CannotListenException e) {
            throw new UsageException(
                    String.valueOf(e.getMessage()), "name another port by --port; 0 takes any free one");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return ExitCode.STOPPED;
        }
    }

    private static SandboxConfig config(ParsedOptions given) {
        return SandboxConfig.defaults()
                .withPort((int)
                        given.wholeNumber("--port", 0, 65_535, DEFAULT_PORT).orElse(DEFAULT_PORT))
                .withSeed(given.wholeNumber("--seed", 0, Long.MAX_VALUE, 1)
                        .orElse(SandboxConfig.defaults().seed()))
                .withRegion(given.text("--region")
                        .map(SandboxCommand::region)
                        .orElse(SandboxConfig.defaults().region()));
    }

    private static SandboxRegion region(String code) {
        return Arrays.stream(SandboxRegion.values())
                .filter(region -> region.code().equals(code))
                .findFirst()
                .orElseThrow(() -> new UsageException("--region must be us or eu", "write --region eu"));
    }

    private static Faults faults(ParsedOptions given) {
        try {
            return given.text("--faults").map(Faults::parse).orElse(Faults.none());
        } catch (IllegalArgumentException e) {
            throw new UsageException(
                    "--faults: " + Printable.of(String.valueOf(e.getMessage())),
                    "upserter sandbox --help lists the faults");
        }
    }

    /** The kinds of identifier that are not enabled. */
    private static List<String> without(ParsedOptions given) {
        List<String> kinds = given.text("--without")
                .map(text -> List.of(text.strip().split("\\s*,\\s*", -1)))
                .orElse(List.of());
        for (String kind : kinds) {
            if (!KINDS.contains(kind)) {
                throw new UsageException(
                        "--without names kinds of identifier: id, email, phone or cio_id, separated by commas",
                        "write --without email");
            }
        }
        return kinds;
    }

    private static String introduction(Sandbox sandbox) {
        return """
            The sandbox, a local Customer.io, listens on %1$s

              site id  %2$s
              API key  %3$s
              App API  %4$s, or any other key

            Send people to it, from another terminal:
              CUSTOMERIO_SITE_ID=%2$s CUSTOMERIO_API_KEY=%3$s \\
                upserter sync CONFIG DATA --endpoint %1$s
            (CUSTOMERIO_APP_API_KEY=%4$s where CONFIG needs the App API; credentials that stand in CONFIG come first: leave them empty there)

            See who arrived, and what (objects, relationships, segments, devices, events):
              curl %1$s/sandbox/people

            Ctrl-C ends it; it then forgets everybody.\
            """.formatted(sandbox.endpoint(), sandbox.siteId(), sandbox.apiKey(), sandbox.appApiKey())
                .replace("upserter sync", NextSteps.called() + " sync");
    }
}
