package dev.upserter.run.change;

import dev.upserter.history.RunId;
import dev.upserter.operation.Subject;
import dev.upserter.pipeline.EventAges;
import dev.upserter.pipeline.Tally;
import dev.upserter.plan.EventIds;
import dev.upserter.run.execution.Execution;
import dev.upserter.state.StateHeader;
import dev.upserter.state.diff.Change;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Up to when a run forgets events: never past one that did not get through, which a later run would take for delivered. Ids of
 * events begin with their times. For one thread.
 */
final class Horizon {
    private final Execution run;
    private final @Nullable Duration after;
    private final Instant start;
    private final String recent;
    private @Nullable String oldestSent;
    private @Nullable String oldestUnsent;

    Horizon(Execution run) {
        this.run = run;
        this.after = run.config().incremental().forgetAfter();
        this.start = RunId.start(run.id());
        this.recent = EventIds.startAt(start.minus(EventAges.RECENT));
    }

    /** Takes note of an event that is sent. */
    void sent(Change event) {
        if (after != null) {
            oldestSent = older(oldestSent, event.key());
        }
    }

    /** Takes note of an event that was rejected. */
    void rejected(Subject event) {
        if (after != null) {
            oldestUnsent = older(oldestUnsent, event.text());
        }
    }

    /** Takes note of an event that is not sent, at least not yet; a recent one may only be held for a while. */
    void leftOut(Subject event) {
        if (after != null && event.text().compareTo(recent) >= 0) {
            oldestUnsent = older(oldestUnsent, event.text());
        }
    }

    private static String older(@Nullable String one, String other) {
        return one == null || other.compareTo(one) < 0 ? other : one;
    }

    /**
     * Moves it, as far as it may; which events these are does not depend on when the run ends.
     *
     * @param untold how many rows were rejected whose events cannot be known: they may be of any time
     */
    StateHeader move(StateHeader header, long untold) {
        if (after == null || untold > 0) {
            return header;
        }
        String until = EventIds.startAt(start.minus(after));
        Tally tally = run.account().tally();
        if (oldestSent != null && tally.deadLetters.sum() + tally.pending.sum() > 0) {
            until = older(until, oldestSent);
        }
        return header.withForgotten(oldestUnsent == null ? until : older(until, oldestUnsent));
    }
}
