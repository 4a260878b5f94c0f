package dev.upserter.cli;

import dev.upserter.config.SyncConfig;
import dev.upserter.sandbox.Sandbox;
import java.net.URI;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;

/** {@code upserter check}: tells what would be lost, and tests the credentials. */
final class CheckCommand implements Command {
    @Override
    public CommandSpec spec() {
        return Arguments.of("check")
                .required("CONFIG")
                .required("DATA")
                .flag("--sandbox")
                .option("--endpoint", "URL")
                .option("--limit", "N")
                .flag("--json")
                .spec();
    }

    @Override
    public int run(Given given, Shell shell) {
        Optional<URI> endpoint = Destinations.endpoint(given);
        var run = WatchedRun.of(given, shell, Purpose.CHECK);
        if (!given.has("--sandbox")) {
            return run.run(Destinations.at(run.inputs().readConfig(shell.environment()), endpoint), false);
        }
        try (Sandbox sandbox = Sandbox.start()) {
            SyncConfig config = run.inputs().readConfig(Destinations.environment(shell.environment(), sandbox));
            return run.run(Destinations.at(config, sandbox), true);
        }
    }
}
