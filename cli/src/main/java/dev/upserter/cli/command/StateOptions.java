package dev.upserter.cli.command;

import dev.upserter.cli.shell.ParsedOptions;
import dev.upserter.cli.shell.UsageException;
import dev.upserter.history.Scope;
import dev.upserter.kind.Triggers;
import dev.upserter.run.option.EventUse;
import dev.upserter.run.option.StateUse;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The options for how a run uses what is known of earlier deliveries. */
final class StateOptions {
    /** Those of events. */
    static final List<String> OF_EVENTS = List.of("--hold-recent", "--allow-triggers", "--new-event-ids");

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
        use = use.withEvents(events(given));
        return given.has("--sandbox") ? use.withPlace(new StateUse.Place.OfRun()) : use;
    }

    /**
     * Reads those of events alone.
     *
     * @throws UsageException if they exclude each other
     */
    static EventUse events(ParsedOptions given) {
        boolean holds = given.has("--hold-recent");
        boolean allows = given.has("--allow-triggers");
        if (holds && allows) {
            throw new UsageException(
                    "--hold-recent and --allow-triggers exclude each other",
                    "--hold-recent leaves out events from which campaigns may start, --allow-triggers sends them");
        }
        Optional<Triggers> triggers =
                holds ? Optional.of(Triggers.HOLD) : allows ? Optional.of(Triggers.ALLOW) : Optional.empty();
        return new EventUse(triggers, given.has("--new-event-ids"));
    }

    /** Those of events that were given, as they were. */
    static List<String> ofEvents(ParsedOptions given) {
        return OF_EVENTS.stream().filter(given::has).toList();
    }

    /** Those that were given for a check, as they are to be given for the sync. */
    static List<String> ofCheck(ParsedOptions given) {
        return Stream.concat(Stream.of("--incremental", "--full"), OF_EVENTS.stream())
                .filter(given::has)
                .toList();
    }

    private static void addIf(ParsedOptions given, String option, Scope scope, List<Scope> scopes) {
        if (given.has(option)) {
            scopes.add(scope);
        }
    }
}
