package dev.upserter.cli.command;

import dev.upserter.cli.shell.ParsedOptions;
import dev.upserter.cli.shell.UsageException;
import dev.upserter.history.Scope;
import dev.upserter.run.option.StateUse;
import java.util.ArrayList;
import java.util.List;

/** The options for how a run uses what is known of earlier deliveries. */
final class StateOptions {
    private StateOptions() {}

    /**
     * Reads the options.
     *
     * @throws UsageException if they exclude each other
     */
    static StateUse of(ParsedOptions given) {
        var scopes = new ArrayList<Scope>();
        addIf(given, "--incremental", Scope.INCREMENTAL, scopes);
        addIf(given, "--full", Scope.FULL, scopes);
        addIf(given, "--baseline", Scope.BASELINE, scopes);
        if (scopes.size() > 1) {
            throw new UsageException(
                    "--incremental, --full and --baseline exclude each other",
                    "--incremental sends what changed, --full everybody, --baseline nothing");
        }
        StateUse use = scopes.isEmpty() ? StateUse.CONFIGURED : StateUse.CONFIGURED.withScope(scopes.getFirst());
        use = given.has("--allow-removals") ? use.withAllowRemovals() : use;
        return given.has("--sandbox") ? use.withPlace(new StateUse.Place.OfRun()) : use;
    }

    private static void addIf(ParsedOptions given, String option, Scope scope, List<Scope> scopes) {
        if (given.has(option)) {
            scopes.add(scope);
        }
    }
}
