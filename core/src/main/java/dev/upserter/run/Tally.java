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

    Requests requests() {
        return new Requests(sent.sum(), retried.sum(), bytes.sum());
    }
}
