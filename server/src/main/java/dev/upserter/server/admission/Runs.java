package dev.upserter.server.admission;

import dev.upserter.server.answer.Failure;
import dev.upserter.server.answer.Refusal;
import dev.upserter.server.answer.RefusedException;
import java.util.HashSet;
import java.util.Set;

/** What uploads and runs at this moment, so that it stays within bounds and can be stopped. Threads may share it. */
public final class Runs {
    private static final String RETRY_AFTER_SECONDS = "10";

    private final int max;
    private final Set<Admission> open = new HashSet<>();
    private final Set<String> syncs = new HashSet<>();
    private boolean stopping;

    /**
     * Lets so many in.
     *
     * @param max how many at once
     */
    public Runs(int max) {
        this.max = max;
    }

    /**
     * Lets one more in, until it is closed.
     *
     * @throws RefusedException if there are too many, or the server stops
     */
    public synchronized Admission admit() {
        if (stopping) {
            throw new RefusedException(Failure.stopping());
        }
        if (open.size() >= max) {
            throw new RefusedException(Failure.of(
                            Refusal.TOO_MANY_RUNS, "as many uploads and runs as this server takes are active: " + max)
                    .with("Retry-After", RETRY_AFTER_SECONDS));
        }
        var admission = new Admission(this);
        open.add(admission);
        return admission;
    }

    public synchronized boolean isStopping() {
        return stopping;
    }

    /** Lets nobody in any more, and asks those inside to stop. */
    public synchronized void stop() {
        stopping = true;
        open.forEach(Admission::stop);
    }

    /**
     * False where a run of this sync goes on. The lock in the state folder, which keeps other processes away too, is taken
     * by the run itself; this one is asked before the data is taken.
     */
    synchronized boolean claim(String sync) {
        return syncs.add(sync);
    }

    synchronized void release(String sync) {
        syncs.remove(sync);
    }

    synchronized void leave(Admission admission) {
        open.remove(admission);
    }
}
