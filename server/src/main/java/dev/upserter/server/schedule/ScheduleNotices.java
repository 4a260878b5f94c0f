package dev.upserter.server.schedule;

import dev.upserter.alert.UnreadConfig;
import dev.upserter.delivery.http.Surroundings;
import dev.upserter.problem.Problem;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * Tells what keeps a sync from being run, in the log and by the alerts of its configuration, one after the other, away from the
 * thread that noticed it. Thread-safe.
 */
final class ScheduleNotices implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(ScheduleNotices.class.getName());

    private final Path stateFolder;
    private final boolean remembers;
    private final Map<String, String> environment;
    private final ExecutorService threads = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().daemon().name("schedule-alerts").factory());

    /**
     * Creates it.
     *
     * @param remembers   whether the state folder remembers which alerts were sent
     * @param environment that alerts may name
     */
    ScheduleNotices(Path stateFolder, boolean remembers, Map<String, String> environment) {
        this.stateFolder = stateFolder;
        this.remembers = remembers;
        this.environment = environment;
    }

    /**
     * Tells that syncs cannot be run.
     *
     * @param configuration its file
     * @param syncs         their names; all if there is none
     */
    void tell(Path configuration, List<String> syncs, List<Problem> problems) {
        problems.forEach(problem -> LOG.log(
                System.Logger.Level.ERROR, "{0} is not run: {1}", configuration.getFileName(), problem.toString()));
        var unused = threads.submit(() -> {
            var told = new UnreadConfig(configuration, stateFolder, remembers, Surroundings.of(environment));
            for (Problem failure : told.tell(syncs, problems)) {
                LOG.log(System.Logger.Level.WARNING, "an alert was not sent: {0}", failure.toString());
            }
        });
    }

    /** Waits until all that was noticed is told. */
    void await() throws InterruptedException {
        try {
            Future<?> last = threads.submit(() -> {});
            last.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("an empty task cannot fail", e);
        }
    }

    @Override
    public void close() {
        threads.shutdown();
        try {
            if (!threads.awaitTermination(10, TimeUnit.SECONDS)) {
                threads.shutdownNow();
            }
        } catch (InterruptedException e) {
            threads.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }
}
