package dev.upserter.server.live;

import dev.upserter.report.RunReport;
import dev.upserter.report.SetReport;
import dev.upserter.report.Status;
import dev.upserter.telemetry.Measure;
import dev.upserter.telemetry.RunTotals;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/** Counts of this server since its start. Thread-safe. */
public final class Metrics {
    private final Set<LiveRun> live = ConcurrentHashMap.newKeySet();
    private final RunTotals totals = new RunTotals();
    private final Map<Ended, LongAdder> ofSyncs = new ConcurrentHashMap<>();
    private final LongAdder refused = new LongAdder();
    private final AtomicInteger streams = new AtomicInteger();

    /** How a saved sync may end. */
    private record Ended(String sync, Status status) {}

    void started(LiveRun run) {
        live.add(run);
    }

    void ended(LiveRun run, RunReport report) {
        live.remove(run);
        totals.add(report);
        ended(run.order(), report.status());
    }

    /** Counts the end of a run of a saved sync, which may not have begun. */
    void ended(Order order, Status status) {
        if (order.configuration() != null && !order.dryRun()) {
            count(order.sync().sync(), status);
        }
    }

    /** Counts a saved sync of several that was refused since it has no rows; one that was left out has not run. */
    void undone(SeriesOrder order, SetReport.Entry entry) {
        RunReport report = entry.report();
        if (order.configuration() != null && !order.dryRun() && report != null) {
            count(entry.sync(), report.status());
        }
    }

    private void count(String sync, Status status) {
        ofSyncs.computeIfAbsent(new Ended(sync, status), none -> new LongAdder())
                .increment();
    }

    /** How many runs of a saved sync have ended in this way. */
    public long runs(String sync, Status status) {
        LongAdder count = ofSyncs.get(new Ended(sync, status));
        return count == null ? 0 : count.sum();
    }

    public void refused() {
        refused.increment();
    }

    /** Adds to the number of clients that follow a run; negative when one leaves. */
    void streams(int more) {
        streams.addAndGet(more);
    }

    /** All metrics. */
    public List<Measure> measures() {
        live.removeIf(LiveRun::hasEnded);
        var measures = new ArrayList<>(
                totals.measures(live.stream().map(LiveRun::progress).toList()));
        measures.add(
                Measure.counter("upserter.http.refused", "Requests to this server that were refused.", refused.sum()));
        measures.add(Measure.gauge("upserter.event.streams", "Pages that follow a run.", streams.get()));
        return measures;
    }

    /** All metrics in Prometheus's text format. */
    public String text() {
        var text = new StringBuilder();
        measures().forEach(measure -> write(measure, text));
        return text.toString();
    }

    private static void write(Measure measure, StringBuilder text) {
        boolean isCounter = measure.kind() == Measure.Kind.COUNTER;
        String name = measure.name().replace('.', '_') + (isCounter ? "_total" : "");
        text.append("# HELP ").append(name).append(' ').append(measure.help()).append('\n');
        text.append("# TYPE ").append(name).append(isCounter ? " counter\n" : " gauge\n");
        measure.values().forEach((value, number) -> {
            String label = measure.label().isEmpty() ? "" : "{" + measure.label() + "=\"" + value + "\"}";
            text.append(name).append(label).append(' ').append(number).append('\n');
        });
    }
}
