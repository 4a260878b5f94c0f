package dev.upserter;

import dev.upserter.pipeline.RowEnd;
import dev.upserter.report.Progress;
import dev.upserter.report.RunReport;
import dev.upserter.telemetry.Measure;
import dev.upserter.telemetry.RunTotals;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;
import java.util.stream.IntStream;

/** What an upserter counts: its runs, its ingesters, its requests. Thread-safe. */
final class Meters {
    private final RunTotals totals = new RunTotals();
    private final LongAdder requestNanos = new LongAdder();
    private final Set<ActiveRun> active = new HashSet<>();
    /** How many rows of each ingester have no end yet. */
    private final Map<ActiveRun, LongSupplier> open = new HashMap<>();

    /** A run has begun. */
    synchronized void begin(ActiveRun run) {
        active.add(run);
    }

    /** A run has ended. */
    synchronized void end(ActiveRun run, RunReport report) {
        active.remove(run);
        totals.add(report);
    }

    /** An ingester has begun, whose progress is that of its requests. */
    synchronized void begin(ActiveRun ingester, LongSupplier rows) {
        active.add(ingester);
        open.put(ingester, rows);
    }

    /** An ingester has ended. */
    synchronized void end(ActiveRun ingester) {
        active.remove(ingester);
        open.remove(ingester);
        Progress last = ingester.progress();
        if (last != null) {
            totals.addRequests(last.requests(), last.retried());
        }
    }

    /** A row of an ingester has its end. */
    void ended(RowEnd.How how) {
        totals.addRow(how == RowEnd.How.GIVEN_UP ? "dead_letter" : how.name().toLowerCase(Locale.ROOT));
    }

    /** A request has its answer, or failed. */
    void requested(Duration took) {
        requestNanos.add(took.toNanos());
    }

    /** All of them, always the same in the same order. Those who are read at once share a reading. */
    List<Meter> all() {
        var reading = new Reading();
        List<Measure> first = measures();
        return IntStream.range(0, first.size())
                .mapToObj(at -> new Meter(first.get(at), () -> reading.get().get(at)))
                .toList();
    }

    /** What all are at one moment, for those who read them one after the other. Thread-safe. */
    private final class Reading {
        private static final long FRESH_NANOS = 10_000_000;

        private List<Measure> last = List.of();
        private long at;

        synchronized List<Measure> get() {
            if (last.isEmpty() || System.nanoTime() - at > FRESH_NANOS) {
                last = measures();
                at = System.nanoTime();
            }
            return last;
        }
    }

    private synchronized List<Measure> measures() {
        List<Progress> now = active.stream()
                .map(ActiveRun::progress)
                .filter(Objects::nonNull)
                .toList();
        var all = new ArrayList<>(totals.measures(now));
        all.add(Measure.millis(
                "upserter.requests.time",
                "Milliseconds that requests took until their answers, all together.",
                requestNanos.sum()));
        all.add(Measure.gauge(
                "upserter.ingester.open",
                "Objects that were added to an ingester and have no outcome yet.",
                open.values().stream().mapToLong(LongSupplier::getAsLong).sum()));
        return all;
    }
}
