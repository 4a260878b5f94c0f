package dev.upserter.run;

import dev.upserter.report.Counts;
import dev.upserter.report.Requests;
import java.util.concurrent.atomic.LongAdder;

/** Counts rows and requests. Threads may share it. */
final class Tally {
    final LongAdder read = new LongAdder();
    final LongAdder removed = new LongAdder();
    final LongAdder unchanged = new LongAdder();
    final LongAdder filtered = new LongAdder();
    final LongAdder delivered = new LongAdder();
    final LongAdder rejected = new LongAdder();
    final LongAdder deadLetters = new LongAdder();
    final LongAdder pending = new LongAdder();
    final LongAdder sent = new LongAdder();
    final LongAdder retried = new LongAdder();
    final LongAdder bytes = new LongAdder();

    /**
     * The counts of the run's end.
     *
     * @throws IllegalArgumentException if a row has got lost
     */
    Counts counts() {
        return new Counts(
                read.sum(),
                removed.sum(),
                filtered.sum(),
                unchanged.sum(),
                delivered.sum(),
                rejected.sum(),
                deadLetters.sum(),
                pending.sum());
    }

    /** Whether every row has one end. */
    boolean isBalanced() {
        return read.sum() + removed.sum() == ended() && Math.min(pending.sum(), unchanged.sum()) >= 0;
    }

    /** Counts that add up, where those of the run do not: what is missing is pending, and what is too much was read. */
    Counts balanced() {
        long surplus = ended() - read.sum() - removed.sum();
        return new Counts(
                read.sum() + Math.max(0, surplus),
                removed.sum(),
                filtered.sum(),
                Math.max(0, unchanged.sum()),
                delivered.sum(),
                rejected.sum(),
                deadLetters.sum(),
                Math.max(0, pending.sum()) + Math.max(0, -surplus));
    }

    private long ended() {
        return filtered.sum()
                + Math.max(0, unchanged.sum())
                + delivered.sum()
                + rejected.sum()
                + deadLetters.sum()
                + Math.max(0, pending.sum());
    }

    Requests requests() {
        return new Requests(sent.sum(), retried.sum(), bytes.sum());
    }
}
