package dev.upserter.pipeline;

import dev.upserter.delivery.Delivery;
import dev.upserter.report.Counts;
import dev.upserter.report.Progress;
import dev.upserter.report.Requests;
import java.time.Duration;
import java.util.concurrent.atomic.LongAdder;

/** Counts rows and requests. Threads may share it. */
public final class Tally {
    public final LongAdder read = new LongAdder();
    public final LongAdder removed = new LongAdder();
    public final LongAdder unchanged = new LongAdder();
    public final LongAdder filtered = new LongAdder();
    public final LongAdder delivered = new LongAdder();
    public final LongAdder rejected = new LongAdder();
    public final LongAdder deadLetters = new LongAdder();
    public final LongAdder pending = new LongAdder();
    public final LongAdder sent = new LongAdder();
    public final LongAdder retried = new LongAdder();
    public final LongAdder bytes = new LongAdder();

    /**
     * The counts of the run's end.
     *
     * @throws IllegalArgumentException if a row has got lost
     */
    public Counts counts() {
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
    public boolean isBalanced() {
        return read.sum() + removed.sum() == ended() && Math.min(pending.sum(), unchanged.sum()) >= 0;
    }

    /** Counts that add up, where those of the run do not: what is missing is pending, and what is too much was read. */
    public Counts balanced() {
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

    /**
     * How far those are who count here.
     *
     * @param length of the source in bytes; 0 if not known
     */
    public Progress progress(Delivery delivery, long bytesRead, long length, Duration elapsed) {
        return new Progress(
                read.sum(),
                delivered.sum(),
                rejected.sum(),
                deadLetters.sum(),
                delivery.inFlight(),
                retried.sum(),
                bytesRead,
                length,
                elapsed,
                delivery.waiting().orElse(""),
                sent.sum(),
                delivery.pace(),
                removed.sum(),
                filtered.sum(),
                unchanged.sum());
    }

    public Requests requests() {
        return new Requests(sent.sum(), retried.sum(), bytes.sum());
    }
}
