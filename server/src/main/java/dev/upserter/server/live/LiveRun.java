package dev.upserter.server.live;

import dev.upserter.delivery.Exchange;
import dev.upserter.report.Progress;
import dev.upserter.report.RunReport;
import dev.upserter.report.Watcher;
import dev.upserter.run.option.StopSignal;
import dev.upserter.server.answer.Json;
import dev.upserter.server.answer.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiConsumer;
import java.util.function.IntConsumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A run of this server as clients see it: its whole state at each moment, written as JSON once for all clients.
 * Thread-safe.
 */
public final class LiveRun implements Watcher, RunStates {
    /** A new client gets a state that is at most this old, and the next one soon after. */
    private static final long RECENT = TimeUnit.MILLISECONDS.toNanos(200);

    private static final long TICK_NANOS = TimeUnit.MILLISECONDS.toNanos(450);

    /**
     * At most a hundred events per second to all clients together: with many clients, each gets fewer, at the same cost to
     * the run.
     */
    private static final long TICK_NANOS_PER_READER = TimeUnit.MILLISECONDS.toNanos(10);

    private final Order order;
    private final @Nullable LiveSeries series;
    private final StopSignal stop;
    private final Instant start;
    private final CompletableFuture<String> id = new CompletableFuture<>();
    private final CompletableFuture<RunReport> end = new CompletableFuture<>();
    private final BiConsumer<String, LiveRun> named;
    private final Exchanges exchanges;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition news = lock.newCondition();
    private final Samples samples = new Samples();
    private final Audience audience;
    private Progress progress;
    private @Nullable RunReport report;
    private long version = 1;
    private long told = System.nanoTime();
    private RunState written = RunState.NONE;
    private long writtenAt;
    private boolean closed;

    /**
     * A run that is about to begin.
     *
     * @param named told of the run and its id before anybody else learns the id
     */
    LiveRun(
            Order order,
            @Nullable LiveSeries series,
            StopSignal stop,
            InstantSource clock,
            IntConsumer streams,
            BiConsumer<String, LiveRun> named) {
        this.named = named;
        this.order = order;
        this.series = series;
        this.stop = stop;
        this.start = clock.instant();
        this.progress = Progress.before(order.sync().delivery(), Duration.ZERO, "");
        this.exchanges = new Exchanges(clock);
        this.audience = new Audience(this, streams);
    }

    public Order order() {
        return order;
    }

    /** The run's id, as soon as it has one; completes exceptionally if the run never gets one. */
    public CompletableFuture<String> id() {
        return id;
    }

    public CompletableFuture<RunReport> end() {
        return end;
    }

    /** The clients that follow it. */
    public Audience audience() {
        return audience;
    }

    public Exchanges exchanges() {
        return exchanges;
    }

    @Override
    public void started(String run) {
        name(run);
    }

    /** Whoever learns the id finds the run by it. */
    private void name(String run) {
        if (!id.isDone()) {
            named.accept(run, this);
        }
        id.complete(run);
    }

    @Override
    public void exchanged(Exchange exchange) {
        exchanges.add(exchange);
    }

    @Override
    public void accept(Progress now) {
        lock.lock();
        try {
            progress = now;
            samples.add(now.elapsed().toMillis(), now.settled(), now.inFlight());
            if (System.nanoTime() - told >= Math.max(TICK_NANOS, audience.size() * TICK_NANOS_PER_READER)) {
                tell();
            }
        } finally {
            lock.unlock();
        }
    }

    private void tell() {
        told = System.nanoTime();
        version++;
        news.signalAll();
    }

    private void changed(Runnable change) {
        lock.lock();
        try {
            change.run();
            tell();
        } finally {
            lock.unlock();
        }
    }

    public void pause() {
        changed(stop::pause);
    }

    public void proceed() {
        changed(stop::proceed);
    }

    public void stop() {
        changed(stop::stop);
    }

    void ended(RunReport result) {
        changed(() -> report = result);
        end.complete(result); // before the id: code that waits for the id then checks whether the run has ended
        name(result.run());
    }

    void failed(Throwable failure) {
        changed(() -> closed = true);
        id.completeExceptionally(failure);
        end.completeExceptionally(failure);
    }

    /** Ends all waits for news: the server stops. */
    void close() {
        changed(() -> closed = true);
    }

    private <T> T locked(Supplier<T> read) {
        lock.lock();
        try {
            return read.get();
        } finally {
            lock.unlock();
        }
    }

    public boolean hasEnded() {
        return locked(() -> report != null || closed);
    }

    Progress progress() {
        return locked(() -> progress);
    }

    @Override
    public boolean awaitNews(long seen, Duration patience) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long left = patience.toNanos();
            while (version <= seen && left > 0) {
                left = news.awaitNanos(left);
            }
            return version > seen;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public RunState state() {
        return locked(this::upToDate);
    }

    private RunState upToDate() {
        if (written.version() != version) {
            written = RunState.of(version, hasEnded(), Json.write(json()));
            writtenAt = System.nanoTime();
        }
        return written;
    }

    @Override
    public RunState recent() {
        return locked(() ->
                !hasEnded() && written.version() > 0 && System.nanoTime() - writtenAt < RECENT ? written : upToDate());
    }

    /** The current state. */
    public JsonObject json() {
        return locked(() -> {
            JsonObject json = new JsonObject()
                    .with("run", id.getNow(""))
                    .with("sync", order.sync().sync())
                    .with("data", order.data().name())
                    .with("dryRun", order.dryRun())
                    .with("state", phase())
                    .with("startedAt", start.toString())
                    .with("resumable", order.isKept());
            if (series != null) {
                json.with("series", series.json());
            }
            RunJson.add(progress, report, samples, json);
            return json.with("report", report == null ? null : new Json.Raw(report.toJson()));
        });
    }

    /** A short form of the state, for a list. */
    public JsonObject summary() {
        return locked(() -> new JsonObject()
                .with("run", id.getNow(""))
                .with("sync", order.sync().sync())
                .with("startedAt", start.toString())
                .with("status", phase())
                .with("destination", "")
                .with("durationMillis", RunJson.elapsedMillis(progress, report))
                .with("records", RunJson.records(progress, report))
                .with("requests", RunJson.requests(progress)));
    }

    private String phase() {
        if (report != null) {
            return "ended";
        }
        if (stop.isStopped()) {
            return "stopping";
        }
        return stop.isPaused() ? "paused" : "running";
    }
}
