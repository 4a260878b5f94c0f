package dev.upserter.run;

import dev.upserter.config.SyncConfig;
import dev.upserter.problem.Level;
import dev.upserter.run.earlier.FirstEvents;
import dev.upserter.run.execution.Execution;
import dev.upserter.run.execution.RunAccount;
import dev.upserter.run.pass.Reading;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads all rows once before the first is sent, where a problem is to stop the run before that, or somebody must know how many
 * events may start campaigns. A stream can be read only once: it is saved first where the number must be known, and otherwise
 * the run stops when it comes to the problem. For one thread, used once.
 */
final class FirstLook implements AutoCloseable {
    private final Steps steps;
    private final boolean isRetry;
    private Execution execution;
    private @Nullable WrittenAside aside;

    FirstLook(Execution execution, Steps steps, boolean isRetry) {
        this.execution = execution;
        this.steps = steps;
        this.isRetry = isRetry;
    }

    /**
     * Looks, where that is needed.
     *
     * @return the run to go on with: stopped where the look says so, and with its stream saved where that was read
     */
    Execution take() {
        if (execution.account().stop().isPresent() || execution.isIncremental()) {
            return execution;
        }
        var events = steps.find(execution, () -> FirstEvents.of(execution)).orElse(null);
        boolean stops = execution.config().guards().levels().containsValue(Level.STOP);
        if (events == null || execution.options().dryRun() && !stops) {
            return execution; // a run that sends nothing has read all rows when it comes to its end
        }
        if (execution.data().mayWait() && events.mustCount()) {
            steps.take(execution, this::writeAside);
        }
        if (execution.account().stop().isEmpty()) {
            count(events, stops);
        }
        return execution;
    }

    private void count(FirstEvents events, boolean stops) {
        var kind = isRetry ? Reading.Kind.RETRY : Reading.Kind.LOOK;
        long rows = 0;
        long recent = 0;
        if (!execution.data().mayWait() && (events.mustCount() || stops)) {
            Execution rehearsal = execution.rehearsal();
            steps.take(rehearsal, () -> new Reading(rehearsal, kind).look());
            if (rehearsal.account().stop().isPresent()) {
                execution = rehearsal;
                return;
            }
            rows = rehearsal.account().tally().pending.sum();
            recent = rehearsal.account().rows().recentEvents();
            execution.account().eventDataOf(rehearsal.account());
        }
        RunAccount account = execution.account();
        events.check(rows, recent).ifPresent(problem -> account.stopFor(List.of(problem)));
        if (events.mustCount() && account.stop().isEmpty()) {
            // Whoever said yes has seen how many rows there were: these, and no others.
            steps.take(execution, new Reading(execution, kind)::requireUnchanged);
        }
    }

    private void writeAside() {
        var written = new WrittenAside(execution.options());
        aside = written;
        SyncConfig config = execution.config();
        execution = execution.with(execution.spec().reading(written.of(execution.data(), config), null));
    }

    /** Removes the rows that were saved. */
    @Override
    public void close() {
        if (aside != null) {
            aside.close();
        }
    }
}
