package dev.upserter.server.schedule;

import dev.upserter.problem.ProblemException;
import java.time.Duration;

/** Passes through schedules again and again, on a thread of its own. */
public final class Ticker {
    private static final System.Logger LOG = System.getLogger(Ticker.class.getName());

    /** How often files and configurations are looked at, and a clock that was set is noticed. */
    private static final Duration EVERY = Duration.ofSeconds(10);

    private Ticker() {}

    /** Starts the thread; it ends when the schedules are closed. */
    public static void start(Schedules schedules) {
        Thread.ofPlatform().daemon().name("schedules").start(() -> run(schedules));
    }

    private static void run(Schedules schedules) {
        try {
            while (!schedules.isClosed()) {
                Duration rest = pass(schedules);
                schedules.await(rest.compareTo(EVERY) < 0 ? rest.plusMillis(1) : EVERY);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** What cannot be done now is tried again: an error of one pass, such as a lack of memory, must not end all schedules. */
    private static Duration pass(Schedules schedules) {
        try {
            return schedules.pass();
        } catch (ProblemException e) {
            LOG.log(System.Logger.Level.ERROR, "schedules could not be run: {0}", e.getMessage());
        } catch (RuntimeException | Error e) {
            LOG.log(System.Logger.Level.ERROR, "schedules could not be run", e);
        }
        return EVERY;
    }
}
