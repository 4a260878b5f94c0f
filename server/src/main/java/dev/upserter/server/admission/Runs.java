package dev.upserter.server.admission;

import dev.upserter.server.answer.Failure;
import dev.upserter.server.answer.Refusal;
import dev.upserter.server.answer.RefusedException;
import java.util.HashSet;
import java.util.Set;

/** The active uploads and runs: limits their number and can stop them. Thread-safe. */
public final class Runs {
    private static final String RETRY_AFTER_SECONDS = "10";

    private final int max;
    private final Set<Admission> open = new HashSet<>();
    private final Set<String> syncs = new HashSet<>();
    private boolean stopping;

    /**
     * Creates a limit.
     *
     * @param max how many may be active at once
     */
    public Runs(int max) {
        this.max = max;
    }

    /**
     * Admits one more, until it is closed.
     *
     * @throws RefusedException if too many are active, or the server stops
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

    /** Admits no more, and asks the active ones to stop. */
    public synchronized void stop() {
        stopping = true;
        open.forEach(Admission::stop);
    }

    /**
     * False while a run of this sync is active. The run itself takes the lock in the state folder, which also excludes
     * other processes; this one is checked before the data is taken.
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
