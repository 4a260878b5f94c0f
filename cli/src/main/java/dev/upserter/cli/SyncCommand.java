package dev.upserter.cli;

import dev.upserter.config.SyncConfig;
import dev.upserter.sandbox.Sandbox;
import java.net.URI;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;

/** {@code upserter sync}: sends people to Customer.io. */
final class SyncCommand implements Command {
    @Override
    public CommandSpec spec() {
        return Arguments.of("sync")
                .required("CONFIG")
                .required("DATA")
                .flag("--sandbox")
                .option("--endpoint", "URL")
                .flag("--dry-run")
                .option("--limit", "N")
                .option("--state", "FOLDER")
                .flag("--json")
                .spec();
    }

    @Override
    public int run(Given given, Shell shell) {
        Optional<URI> endpoint = Destinations.endpoint(given);
        var run = WatchedRun.of(given, shell, given.has("--dry-run") ? Purpose.DRY_RUN : Purpose.SYNC);
        if (!given.has("--sandbox")) {
            SyncConfig config = run.inputs().readConfig(shell.environment());
            return run.run(Destinations.at(config, endpoint), false);
        }
        try (Sandbox sandbox = Sandbox.start()) {
            SyncConfig config = run.inputs().readConfig(Destinations.environment(shell.environment(), sandbox));
            int exitCode = run.run(Destinations.at(config, sandbox), true);
            if (!given.has("--json") && run.purpose().sends()) {
                shell.result(SandboxText.people(sandbox, shell.terminal().columns()));
            }
            return exitCode;
        }
    }
}
