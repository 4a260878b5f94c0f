package dev.upserter.server.live;

import dev.upserter.problem.Level;
import dev.upserter.report.RunReport;
import dev.upserter.report.SetReport;
import dev.upserter.server.answer.JsonObject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Several syncs that are run one after another: what has become of each so far. Thread-safe. */
public final class LiveSeries {
    private static final String WAITING = "waiting";

    private final Map<String, Part> parts = new LinkedHashMap<>();
    private final CompletableFuture<String> first = new CompletableFuture<>();
    private final CompletableFuture<SetReport> end = new CompletableFuture<>();

    /**
     * One sync.
     *
     * @param run    the id of its run; null while it has none, or if it never got one
     * @param status of its report, or what it is doing
     * @param reason why it was not run, or was refused without a run; null otherwise
     */
    private record Part(
            @Nullable String run, String status, @Nullable String reason) {}

    LiveSeries(List<String> syncs) {
        syncs.forEach(sync -> parts.put(sync, new Part(null, WAITING, null)));
    }

    /** The id of the first run that has one; never completes if none gets one. */
    public CompletableFuture<String> first() {
        return first;
    }

    /** The reports of all, once the last has ended. */
    public CompletableFuture<SetReport> end() {
        return end;
    }

    /** A run has begun; says nothing of one that was refused before it began. */
    void began(String sync, String run) {
        synchronized (this) {
            Part part = parts.get(sync);
            if (part == null || !part.status().equals(WAITING)) {
                return;
            }
            parts.put(sync, new Part(run, "running", null));
        }
        first.complete(run);
    }

    /** A run has ended, or was refused before it began. */
    void ended(RunReport report) {
        String status = report.status().spelling();
        synchronized (this) {
            parts.computeIfPresent(report.sync(), (sync, part) -> {
                String run = report.files().report() == null ? part.run() : report.run();
                return new Part(run, status, run == null ? reason(report) : null);
            });
        }
    }

    private static @Nullable String reason(RunReport report) {
        return report.problems().stream()
                .filter(finding -> finding.level() == Level.STOP)
                .flatMap(finding -> finding.examples().stream())
                .map(example -> example.message())
                .findFirst()
                .orElse(null);
    }

    /** A sync was left out, or had no rows. */
    void undone(SetReport.Entry entry) {
        RunReport report = entry.report();
        if (report == null) {
            put(entry.sync(), new Part(null, "not_run", entry.reason()));
        } else {
            ended(report);
        }
    }

    private synchronized void put(String sync, Part part) {
        parts.put(sync, part);
    }

    void ended(SetReport report) {
        end.complete(report);
    }

    void failed(Throwable failure) {
        end.completeExceptionally(failure);
    }

    /** Each sync, in the order of the configuration. */
    synchronized List<JsonObject> json() {
        return parts.entrySet().stream()
                .map(part -> new JsonObject()
                        .with("sync", part.getKey())
                        .with("run", part.getValue().run())
                        .with("status", part.getValue().status())
                        .with("reason", part.getValue().reason()))
                .toList();
    }
}
