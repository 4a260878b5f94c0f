package dev.upserter.server.admission;

import dev.upserter.problem.Code;
import dev.upserter.problem.Problem;
import dev.upserter.problem.ProblemException;
import dev.upserter.run.option.StopSignal;
import dev.upserter.server.answer.Failure;
import dev.upserter.server.answer.RefusedException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;

/** One request's slot among those that upload and run. Held by one thread; others may wake and stop it. */
public final class Admission implements AutoCloseable {
    private final Runs runs;
    private final StopSignal stop = new StopSignal();
    private final Semaphore wakes = new Semaphore(0);
    private final List<String> syncs = new ArrayList<>();

    Admission(Runs runs) {
        this.runs = runs;
    }

    /**
     * Prevents other runs of this sync until this is closed.
     *
     * @throws ProblemException if such a run is active
     */
    public void claim(String name) {
        if (!runs.claim(name)) {
            throw new ProblemException(Problem.of(
                    Code.RUN_LOCKED, null, "another run of the sync " + name + " is under way. Nothing was sent"));
        }
        syncs.add(name);
    }

    /** The signal that stops the run. */
    public StopSignal stopSignal() {
        return stop;
    }

    /**
     * Returns, unless the server stops.
     *
     * @throws RefusedException if the server stops
     */
    public void requireOpen() {
        if (stop.isStopped()) {
            throw new RefusedException(Failure.stopping());
        }
    }

    /** Waits for {@link #wake()} or {@link #stop()}. */
    public void await() throws InterruptedException {
        wakes.acquire();
        wakes.drainPermits();
    }

    public void wake() {
        wakes.release();
    }

    void stop() {
        stop.stop();
        wake();
    }

    @Override
    public void close() {
        syncs.forEach(runs::release);
        runs.leave(this);
    }
}
