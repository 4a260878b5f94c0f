package dev.upserter.server.live;

import dev.upserter.Upserter;
import dev.upserter.problem.ProblemException;
import dev.upserter.report.Report;
import dev.upserter.run.option.Consent;
import dev.upserter.run.option.PlanFile;
import dev.upserter.run.option.RunOptions;
import dev.upserter.run.option.StateUse;
import dev.upserter.server.admission.Admission;
import dev.upserter.telemetry.Telemetry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Runs syncs, and remembers the active runs and the last that ended. Thread-safe. */
public final class LiveRuns {
    private static final System.Logger LOG = System.getLogger(LiveRuns.class.getName());
    private static final int MAX_ENDED = 20;

    private final RunSetup setup;
    private final Metrics metrics;
    private final Telemetry telemetry;
    private final Map<String, LiveRun> runs = new LinkedHashMap<>();
    private final Set<Thread> threads = ConcurrentHashMap.newKeySet();
    private boolean closed;

    public LiveRuns(RunSetup setup, Metrics metrics, Telemetry telemetry) {
        this.setup = setup;
        this.metrics = metrics;
        this.telemetry = telemetry;
    }

    /**
     * Starts a run on a platform thread: it computes for long, and a virtual thread would keep others from running.
     *
     * @param after called when the run has ended
     */
    public LiveRun start(Order order, Admission admission, Runnable after) {
        var live = new LiveRun(order, admission.stopSignal(), InstantSource.system(), metrics::streams);
        var unused = live.id().thenAccept(id -> remember(id, live));
        metrics.started(live);
        Thread thread = Thread.ofPlatform()
                .daemon()
                .name("run-" + order.sync().sync())
                .unstarted(() -> run(live, order, admission, after));
        threads.add(thread);
        thread.start();
        return live;
    }

    private void run(LiveRun live, Order order, Admission admission, Runnable after) {
        try {
            PlanFile plan = order.plan();
            StateUse use = plan == null ? StateUse.CONFIGURED : StateUse.of(plan);
            RunOptions options = setup.options(use.withConsent(Consent.upTo(order.yes())))
                    .withStop(admission.stopSignal())
                    .withProgress(live)
                    .withResume(order.resume());
            if (order.configuration() != null) {
                options = options.withConfiguration(order.configuration());
            }
            Report report =
                    Upserter.of(order.sync()).run(order.data(), order.dryRun() ? options.withDryRun() : options);
            log(report);
            metrics.ended(live, report);
            telemetry.ran(report, Instant.now());
            after.run();
            live.ended(report);
        } catch (ProblemException e) {
            after.run();
            live.failed(e);
        } catch (RuntimeException | Error e) {
            after.run();
            live.failed(new IllegalStateException("the run failed", e));
        } finally {
            threads.remove(Thread.currentThread());
        }
    }

    private static void log(Report report) {
        String status = report.status().spelling();
        LOG.log(System.Logger.Level.INFO, "run {0} of sync {1}: {2}", report.run(), report.sync(), status);
    }

    private synchronized void remember(String id, LiveRun live) {
        runs.putIfAbsent(id, live);
        if (runs.get(id) != live && runs.get(id).hasEnded()) {
            runs.put(id, live);
        }
        var ended = new ArrayList<String>();
        runs.forEach((run, known) -> {
            if (known.hasEnded()) {
                ended.add(run);
            }
        });
        ended.stream().limit(Math.max(0, ended.size() - MAX_ENDED)).forEach(runs::remove);
        if (closed) {
            live.close();
        }
    }

    public synchronized Optional<LiveRun> find(String run) {
        return Optional.ofNullable(runs.get(run));
    }

    /** The remembered runs, oldest first. */
    synchronized List<LiveRun> all() {
        return List.copyOf(runs.values());
    }

    /** Ends the event streams of all clients. */
    public synchronized void close() {
        closed = true;
        runs.values().forEach(LiveRun::close);
    }

    /** Waits up to {@code patience} until all runs have ended. */
    public void awaitEnd(Duration patience) throws InterruptedException {
        long deadline = System.nanoTime() + patience.toNanos();
        for (Thread thread : threads) {
            Duration left = Duration.ofNanos(deadline - System.nanoTime());
            if (left.isPositive()) {
                thread.join(left);
            }
        }
    }
}
