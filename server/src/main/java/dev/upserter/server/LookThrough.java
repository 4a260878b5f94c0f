package dev.upserter.server;

import dev.upserter.problem.ProblemException;
import dev.upserter.run.RunOptions;
import dev.upserter.run.StateUse;
import java.nio.file.Path;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Function;

/**
 * Works through all rows of an order without sending any, on a thread of its own, as a run does. Threads may share it.
 *
 * @param config    how the server is set up
 * @param ownStates where what is known of a sandbox's people lies
 * @param runs      what goes on at once
 */
record LookThrough(ServerConfig config, Path ownStates, Runs runs) {

    /** What the work makes of the order. */
    <T> T of(Order order, Function<RunOptions, T> work) throws InterruptedException {
        DataStore.Entry kept = order.kept();
        if (kept != null) {
            kept.use();
        }
        try (Admission admission = runs.admit()) {
            RunOptions options =
                    config.runOptions(StateUse.CONFIGURED, ownStates).withStop(admission.stopSignal());
            var task = new FutureTask<>(() -> work.apply(options));
            Thread.ofPlatform().daemon().name("look").start(task);
            return task.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof ProblemException problems) {
                throw problems;
            }
            throw new IllegalStateException("the data could not be worked through", e.getCause());
        } finally {
            if (kept != null) {
                kept.release();
            }
        }
    }
}
