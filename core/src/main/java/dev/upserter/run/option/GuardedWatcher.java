package dev.upserter.run.option;

import dev.upserter.delivery.Exchange;
import dev.upserter.problem.Problem;
import dev.upserter.report.Progress;
import dev.upserter.report.Watcher;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Whoever watches a run cannot make it fail: after a failure, which is logged once, they hear no more. Thread-safe.
 *
 * @param to     the watcher that is called
 * @param isDeaf whether they have failed
 */
public record GuardedWatcher(Watcher to, AtomicBoolean isDeaf) implements Watcher {
    private static final System.Logger LOGGER = System.getLogger(GuardedWatcher.class.getName());

    /** Guards a watcher. */
    public static Watcher of(Watcher watcher) {
        return watcher instanceof GuardedWatcher ? watcher : new GuardedWatcher(watcher, new AtomicBoolean());
    }

    @Override
    public void accept(Progress progress) {
        tell(() -> to.accept(progress));
    }

    @Override
    public void started(String run) {
        tell(() -> to.started(run));
    }

    @Override
    public void noticed(Problem problem) {
        tell(() -> to.noticed(problem));
    }

    @Override
    public void exchanged(Exchange exchange) {
        tell(() -> to.exchanged(exchange));
    }

    private void tell(Runnable word) {
        if (isDeaf.get()) {
            return;
        }
        try {
            word.run();
        } catch (OutOfMemoryError e) {
            throw e;
        } catch (RuntimeException | Error e) {
            if (!isDeaf.getAndSet(true)) {
                StackTraceElement[] frames = e.getStackTrace();
                LOGGER.log(
                        System.Logger.Level.WARNING,
                        "whoever watches the run failed and is not called again, the run goes on: "
                                + e.getClass().getName() + (frames.length == 0 ? "" : " at " + frames[0]));
            }
        }
    }
}
