package dev.upserter.server;

import dev.upserter.report.Progress;
import dev.upserter.report.Report;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/** What this server has done since its start, for Prometheus. Thread-safe. */
final class Metrics {
    private final Set<LiveRun> live = ConcurrentHashMap.newKeySet();
    private final Map<String, LongAdder> rows = new ConcurrentHashMap<>();
    private final Map<String, LongAdder> runs = new ConcurrentHashMap<>();
    private final LongAdder requests = new LongAdder();
    private final LongAdder retried = new LongAdder();
    private final LongAdder refused = new LongAdder();
    private final AtomicInteger streams = new AtomicInteger();

    void started(LiveRun run) {
        live.add(run);
    }

    void ended(LiveRun run, Report report) {
        live.remove(run);
        count(rows, "read", report.records().read());
        count(rows, "delivered", report.records().delivered());
        count(rows, "unchanged", report.records().unchanged());
        count(rows, "rejected", report.records().rejected());
        count(rows, "dead_letter", report.records().deadLetters());
        count(rows, "pending", report.records().pending());
        count(runs, report.status().spelling(), 1);
        requests.add(report.requests().sent());
        retried.add(report.requests().retried());
    }

    private static void count(Map<String, LongAdder> counters, String label, long more) {
        counters.computeIfAbsent(label, name -> new LongAdder()).add(more);
    }

    void refused() {
        refused.increment();
    }

    /** A page begins or ends to follow a run. */
    void streams(int more) {
        streams.addAndGet(more);
    }

    /** All of it in Prometheus's text format. */
    String text() {
        var now = new TreeMap<String, Long>();
        rows.forEach((label, count) -> now.merge(label, count.sum(), Long::sum));
        long sent = requests.sum();
        long again = retried.sum();
        long inFlight = 0;
        int running = 0;
        live.removeIf(LiveRun::hasEnded);
        for (LiveRun run : live) {
            Progress progress = run.progress();
            now.merge("read", progress.read(), Long::sum);
            now.merge("delivered", progress.delivered(), Long::sum);
            now.merge("unchanged", progress.unchanged(), Long::sum);
            now.merge("rejected", progress.rejected(), Long::sum);
            now.merge("dead_letter", progress.deadLetters(), Long::sum);
            sent += progress.requests();
            again += progress.retried();
            inFlight += progress.inFlight();
            running++;
        }
        var text = new StringBuilder();
        header(text, "upserter_rows_total", "counter", "Rows by what became of them; read counts all.");
        now.forEach((label, count) -> line(text, "upserter_rows_total{end=\"" + label + "\"}", count));
        header(text, "upserter_runs_total", "counter", "Runs that ended, by status.");
        new TreeMap<>(runs)
                .forEach((label, count) -> line(text, "upserter_runs_total{status=\"" + label + "\"}", count.sum()));
        single(text, "upserter_runs_active", "gauge", "Runs under way.", running);
        single(text, "upserter_requests_total", "counter", "Requests to Customer.io, repetitions included.", sent);
        single(text, "upserter_requests_retried_total", "counter", "Repetitions among them.", again);
        single(text, "upserter_requests_in_flight", "gauge", "Requests that are unanswered.", inFlight);
        single(
                text,
                "upserter_http_refused_total",
                "counter",
                "Requests to this server that were refused.",
                refused.sum());
        single(text, "upserter_event_streams", "gauge", "Pages that follow a run.", streams.get());
        return text.toString();
    }

    private static void single(StringBuilder text, String name, String type, String help, long value) {
        header(text, name, type, help);
        line(text, name, value);
    }

    private static void header(StringBuilder text, String name, String type, String help) {
        text.append("# HELP ").append(name).append(' ').append(help).append('\n');
        text.append("# TYPE ").append(name).append(' ').append(type).append('\n');
    }

    private static void line(StringBuilder text, String name, long value) {
        text.append(name).append(' ').append(value).append('\n');
    }
}
