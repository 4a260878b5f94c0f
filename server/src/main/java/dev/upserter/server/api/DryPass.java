package dev.upserter.server.api;

import dev.upserter.problem.Exhaustion;
import dev.upserter.problem.ProblemException;
import dev.upserter.run.option.RunOptions;
import dev.upserter.run.option.StateUse;
import dev.upserter.server.admission.Admission;
import dev.upserter.server.admission.Runs;
import dev.upserter.server.answer.Refusal;
import dev.upserter.server.answer.RefusedException;
import dev.upserter.server.live.Order;
import dev.upserter.server.live.RunSetup;
import dev.upserter.server.upload.DataStore;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Processes all rows of an order without sending any, on its own thread, as a run does. Thread-safe.
 *
 * @param setup shared with runs
 * @param runs  the active uploads and runs
 */
public record DryPass(RunSetup setup, Runs runs) {
    /** The longest time to read the first rows; reading all of them ends with the data. */
    private static final Duration FIRST_ROWS = Duration.ofSeconds(60);

    /** The result of the work on all rows of the order. */
    <T> T of(Order order, Function<RunOptions, T> work) throws InterruptedException {
        Admission admission = runs.admit();
        RunOptions options = setup.options(
                        StateUse.CONFIGURED.withEvents(order.choices().events()))
                .withStop(admission.stopSignal());
        return result(started(admission, order.kept(), () -> work.apply(options)));
    }

    /**
     * The result of the work on the first rows of some data. It keeps its slot until it ends, even if the client has left.
     */
    <T> T ofFirstRows(DataStore.@Nullable Entry kept, Callable<T> work) throws InterruptedException {
        FutureTask<T> task = started(runs.admit(), kept, work);
        try {
            task.get(FIRST_ROWS.toSeconds(), TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            throw new RefusedException(Refusal.LOOK_SLOW, "the first rows did not come within 60 seconds");
        } catch (ExecutionException e) {
            return result(task);
        }
        return result(task);
    }

    private static <T> FutureTask<T> started(Admission admission, DataStore.@Nullable Entry kept, Callable<T> work) {
        if (kept != null) {
            kept.use();
        }
        var task = new FutureTask<>(() -> {
            try (admission) {
                return work.call();
            } finally {
                if (kept != null) {
                    kept.release();
                }
            }
        });
        Thread.ofPlatform().daemon().name("look").start(task);
        return task;
    }

    private static <T> T result(FutureTask<T> task) throws InterruptedException {
        try {
            return task.get();
        } catch (ExecutionException e) {
            switch (Objects.requireNonNull(e.getCause(), "the work failed for a reason")) {
                case ProblemException problems -> throw problems;
                case RefusedException refused -> throw refused;
                case OutOfMemoryError full -> throw new ProblemException(Exhaustion.MEMORY.problem());
                default -> throw new IllegalStateException("the data could not be worked through", e.getCause());
            }
        }
    }
}
