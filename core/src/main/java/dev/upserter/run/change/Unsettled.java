package dev.upserter.run.change;

import dev.upserter.pipeline.Tally;

/** How many rows of a run, and later how many changes, have come to nothing yet. For one thread. */
final class Unsettled {
    private final Tally tally;
    private long count;

    Unsettled(Tally tally) {
        this.tally = tally;
    }

    void are(long now) {
        count = now;
    }

    /** Counts them as pending: nothing more is done about them. */
    void arePending() {
        tally.pending.add(count);
        count = 0;
    }
}
