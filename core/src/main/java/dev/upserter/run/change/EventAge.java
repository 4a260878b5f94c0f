package dev.upserter.run.change;

import dev.upserter.kind.Triggers;
import dev.upserter.pipeline.EventAges;
import dev.upserter.plan.EventIds;
import dev.upserter.problem.Problem;
import dev.upserter.run.earlier.FirstEvents;
import dev.upserter.run.execution.Execution;
import java.io.IOException;
import java.util.Optional;

/** How old the events are that a run found to be new: their ids begin with their times. */
final class EventAge {
    private EventAge() {}

    /** Says how many are young and old, and why the run may not send them; empty if it may. */
    static Optional<Problem> check(Execution run, Compared compared) throws IOException, InterruptedException {
        var ages = new EventAges(run.surroundings().clock(), false);
        compared.changes().forEach(change -> {
            ages.count(EventIds.time(change.key()));
            return true;
        });
        var events = FirstEvents.of(run);
        Optional<Problem> stop = events.check(compared.counts().changes(), ages.recent());
        if (stop.isEmpty() && FirstEvents.triggers(run) != Triggers.HOLD) {
            ages.tell(run.config().guards(), run.account().log());
        }
        return stop;
    }
}
