package dev.upserter.telemetry;

import dev.upserter.report.Counts;
import dev.upserter.report.Progress;
import dev.upserter.report.RunReport;
import dev.upserter.report.Status;
import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** The totals of all runs of this program so far. What has not come up yet is 0. Thread-safe. */
public final class RunTotals {
    private final SortedMap<String, Long> rows = new TreeMap<>();
    private final SortedMap<String, Long> runs = new TreeMap<>();
    private long removed;
    private long requests;
    private long retried;
    private long nanos;

    /** Starts at zero. */
    public RunTotals() {
        List.of("read", "filtered", "unchanged", "delivered", "rejected", "dead_letter", "pending")
                .forEach(end -> rows.put(end, 0L));
        List.of(Status.values()).forEach(status -> runs.put(status.spelling(), 0L));
    }

    /** Adds a run that has ended. */
    public synchronized void add(RunReport report) {
        Counts counts = report.records();
        count(rows, "read", counts.read());
        count(rows, "filtered", counts.filtered());
        count(rows, "unchanged", counts.unchanged());
        count(rows, "delivered", counts.delivered());
        count(rows, "rejected", counts.rejected());
        count(rows, "dead_letter", counts.deadLetters());
        count(rows, "pending", counts.pending());
        count(runs, report.status().spelling(), 1);
        removed += counts.removed();
        requests += report.requests().sent();
        retried += report.requests().retried();
        nanos += report.duration().toNanos();
    }

    /** Adds a row that is part of no run, with its end: one of the labels of {@code upserter.rows}. */
    public synchronized void addRow(String end) {
        count(rows, "read", 1);
        count(rows, end, 1);
    }

    /** Adds requests that are part of no run. */
    public synchronized void addRequests(long sent, long again) {
        requests += sent;
        retried += again;
    }

    private static void count(SortedMap<String, Long> counters, String label, long more) {
        counters.merge(label, more, Long::sum);
    }

    /**
     * All metrics, always the same in the same order.
     *
     * @param underWay the progress of the active runs
     */
    public synchronized List<Measure> measures(Collection<Progress> underWay) {
        var now = new TreeMap<>(rows);
        long gone = removed;
        long sent = requests;
        long again = retried;
        long inFlight = 0;
        for (Progress progress : underWay) {
            count(now, "read", progress.read());
            count(now, "filtered", progress.filtered());
            count(now, "unchanged", progress.unchanged());
            count(now, "delivered", progress.delivered());
            count(now, "rejected", progress.rejected());
            count(now, "dead_letter", progress.deadLetters());
            gone += progress.removed();
            sent += progress.requests();
            again += progress.retried();
            inFlight += progress.inFlight();
        }
        return List.of(
                new Measure(
                        "upserter.rows",
                        "Rows by what became of them. The end read counts all.",
                        "",
                        Measure.Kind.COUNTER,
                        "end",
                        now),
                Measure.counter(
                        "upserter.people.removed", "People known before who were absent from the source.", gone),
                new Measure("upserter.runs", "Runs that ended, by status.", "", Measure.Kind.COUNTER, "status", runs),
                Measure.millis(
                        "upserter.runs.time", "Milliseconds that runs took until their ends, all together.", nanos),
                Measure.gauge(
                        "upserter.runs.active",
                        "Runs under way, and the ingesters of a program that send.",
                        underWay.size()),
                Measure.counter("upserter.requests", "Requests to Customer.io, repetitions included.", sent),
                Measure.counter("upserter.requests.retried", "Repetitions among them.", again),
                Measure.gauge("upserter.requests.in_flight", "Requests that are unanswered.", inFlight));
    }
}
