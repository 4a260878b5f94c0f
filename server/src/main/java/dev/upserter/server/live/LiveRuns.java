package dev.upserter.server.live;

import dev.upserter.config.SyncConfig;
import dev.upserter.problem.Code;
import dev.upserter.problem.Exhaustion;
import dev.upserter.problem.Problem;
import dev.upserter.problem.ProblemException;
import dev.upserter.report.RunReport;
import dev.upserter.report.SetReport;
import dev.upserter.report.Status;
import dev.upserter.report.UndoneReport;
import dev.upserter.run.option.Consent;
import dev.upserter.run.option.PlanFile;
import dev.upserter.run.option.RunOptions;
import dev.upserter.run.option.StateUse;
import dev.upserter.run.option.StopSignal;
import dev.upserter.run.series.Series;
import dev.upserter.server.admission.Admission;
import dev.upserter.sync.OneSync;
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
import org.jspecify.annotations.Nullable;

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
        LiveRun live = live(order, null, admission.stopSignal());
        thread(order.sync().sync(), () -> run(live, order, admission, after));
        return live;
    }

    /**
     * Starts several syncs, which are run one after another. Each is a run of its own; the signal that stops one stops all.
     *
     * @param after called when all have ended
     */
    public LiveSeries start(SeriesOrder order, Admission admission, Runnable after) {
        var series = new LiveSeries(order.set().names());
        thread("series", () -> run(series, order, admission.stopSignal(), after));
        return series;
    }

    private void thread(String name, Runnable work) {
        Thread thread = Thread.ofPlatform().daemon().name("run-" + name).unstarted(work);
        threads.add(thread);
        thread.start();
    }

    private LiveRun live(Order order, @Nullable LiveSeries series, StopSignal stop) {
        var live = new LiveRun(order, series, stop, InstantSource.system(), metrics::streams, this::remember);
        metrics.started(live);
        return live;
    }

    private void run(LiveSeries series, SeriesOrder order, StopSignal stop, Runnable after) {
        Consent consent = Consent.upToInAll(order.choices().yes());
        try {
            RunOptions options =
                    setup.options(StateUse.CONFIGURED).withStop(stop).withConfiguration(order.configuration());
            Series all = new Series(order.set(), order.data(), options);
            SetReport report = (order.dryRun() ? all : all.alerting())
                    .execute((sync, rows) -> run(series, order.of(sync, rows), stop, consent), entry -> {
                        metrics.undone(order, entry);
                        series.undone(entry);
                    });
            after.run();
            series.ended(report);
        } catch (ProblemException e) {
            after.run();
            series.failed(e);
        } catch (RuntimeException | Error e) {
            after.run();
            series.failed(new IllegalStateException("the runs failed", e));
        } finally {
            threads.remove(Thread.currentThread());
        }
    }

    private static RunReport undone(SyncConfig sync, Status status, List<Problem> problems) {
        return UndoneReport.of(sync.sync(), sync.kind().kind().spelling(), status, problems);
    }

    /** One of several: what ends it is written in its report, since others may follow. */
    private RunReport run(LiveSeries series, Order order, StopSignal stop, Consent consent) {
        LiveRun live = live(order, series, stop);
        var unused = live.id().thenAccept(id -> {
            if (!id.isEmpty()) {
                series.began(order.sync().sync(), id);
            }
        });
        RunReport report;
        try {
            report = work(live, order, stop, consent);
        } catch (ProblemException e) {
            report = undone(order.sync(), Status.REFUSED, e.problems());
            metrics.ended(order, Status.REFUSED);
        } catch (RuntimeException | Error e) {
            LOG.log(System.Logger.Level.ERROR, "a run of sync " + order.sync().sync() + " failed", e);
            report = undone(order.sync(), Status.STOPPED, List.of(defect(e)));
            metrics.ended(order, Status.STOPPED);
        }
        series.ended(report);
        live.ended(report);
        return report;
    }

    private static Problem defect(Throwable failure) {
        return Exhaustion.of(failure)
                .map(Exhaustion::problem)
                .orElseGet(() -> Problem.of(Code.INTERNAL, null, "the server failed. Its log says where"));
    }

    private RunReport work(LiveRun live, Order order, StopSignal stop, Consent consent) {
        PlanFile plan = order.plan();
        StateUse use = plan == null ? StateUse.CONFIGURED : StateUse.of(plan);
        RunOptions options = setup.options(
                        use.withConsent(consent).withEvents(order.choices().events()))
                .withStop(stop)
                .withProgress(live)
                .withResume(order.resume())
                .withConfiguration(order.configuration());
        RunReport report = OneSync.of(order.sync()).run(order.data(), order.dryRun() ? options.withDryRun() : options);
        log(report);
        metrics.ended(live, report);
        telemetry.ran(report, Instant.now());
        return report;
    }

    private void run(LiveRun live, Order order, Admission admission, Runnable after) {
        try {
            RunReport report = work(
                    live,
                    order,
                    admission.stopSignal(),
                    Consent.upTo(order.choices().yes()));
            after.run();
            live.ended(report);
        } catch (ProblemException e) {
            metrics.ended(order, Status.REFUSED);
            after.run();
            live.failed(e);
        } catch (RuntimeException | Error e) {
            metrics.ended(order, Status.STOPPED);
            after.run();
            live.failed(new IllegalStateException("the run failed", e));
        } finally {
            threads.remove(Thread.currentThread());
        }
    }

    private static void log(RunReport report) {
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
