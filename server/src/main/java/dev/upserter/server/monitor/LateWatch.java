package dev.upserter.server.monitor;

import dev.upserter.alert.LateCheck;
import dev.upserter.config.SyncSet;
import dev.upserter.delivery.http.Surroundings;
import dev.upserter.monitor.Lateness;
import dev.upserter.problem.Problem;
import dev.upserter.problem.ProblemException;
import dev.upserter.server.api.SyncFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Looks from time to time whether the saved syncs have run when they were due, whoever runs them, and sends the alerts of those that
 * have not. Thread-safe.
 */
public final class LateWatch implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(LateWatch.class.getName());
    private static final Duration PAUSE = Duration.ofMinutes(1);

    private final SyncFolder syncs;
    private final Path stateFolder;
    private final Surroundings surroundings;
    private final Supplier<Set<String>> paused;
    private final CountDownLatch closed = new CountDownLatch(1);

    /**
     * Looks at nothing yet.
     *
     * @param environment that alerts may name
     * @param paused      the syncs that somebody holds, which are not late
     */
    public LateWatch(
            SyncFolder syncs,
            Path stateFolder,
            InstantSource clock,
            Map<String, String> environment,
            Supplier<Set<String>> paused) {
        this.paused = paused;
        this.syncs = syncs;
        this.stateFolder = stateFolder;
        this.surroundings = Surroundings.of(environment).withClock(clock);
    }

    /** Looks each minute until it is closed. */
    public void start() {
        Thread.ofPlatform().daemon().name("late").start(this::watch);
    }

    private void watch() {
        try {
            while (!closed.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS)) {
                pass();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Looks once. A configuration that has a mistake is left out: its schedule is not known. */
    public synchronized void pass() {
        try {
            syncs.contents().ifPresent(contents -> contents.sets().forEach(this::look));
        } catch (IOException | RuntimeException | Error e) {
            LOG.log(System.Logger.Level.ERROR, "whether saved syncs are late could not be looked at", e);
        }
    }

    private void look(Path file, SyncSet set) {
        List<String> wanted = new ArrayList<>(set.names());
        wanted.removeAll(paused.get());
        try {
            for (LateCheck.Found found :
                    new LateCheck(file, stateFolder, Lateness.GRACE, surroundings).look(set, wanted, true)) {
                for (Problem failure : found.failures()) {
                    LOG.log(System.Logger.Level.WARNING, "an alert was not sent: {0}", failure.toString());
                }
            }
        } catch (ProblemException e) {
            LOG.log(
                    System.Logger.Level.ERROR,
                    "whether {0} is late is not known: {1}",
                    file.getFileName(),
                    e.getMessage());
        } catch (RuntimeException | Error e) {
            LOG.log(System.Logger.Level.ERROR, "whether " + file.getFileName() + " is late is not known", e);
        }
    }

    @Override
    public void close() {
        closed.countDown();
    }
}
