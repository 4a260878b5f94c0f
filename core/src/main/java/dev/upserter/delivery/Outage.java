package dev.upserter.delivery;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Tells a destination that is down from a request that the destination cannot digest. While it is down, attempts are not
 * counted against a batch: the run waits. Threads may share it. Times are nanoseconds of one clock.
 */
final class Outage {
    /** So many different batches failing, none succeeding, are no longer the fault of one of them. */
    private static final int BATCHES = 3;

    private final Set<Long> failing = new HashSet<>();
    private @Nullable Long since;
    private @Nullable Long lastSuccess;
    private String what = "";

    /** Notes a definite answer, good or bad; true if the destination had seemed to be down. */
    synchronized boolean answered(long now) {
        boolean ended = since != null;
        since = null;
        lastSuccess = now;
        failing.clear();
        return ended;
    }

    /**
     * Notes that an attempt failed.
     *
     * @param batch    the number of the batch
     * @param fault    how it failed
     * @param text     the same for people
     * @param previous when the attempt before it failed; null if it was the first
     * @param now      when this one failed
     * @return whether it counts against the batch's attempts
     */
    synchronized boolean failed(long batch, Fault fault, String text, @Nullable Long previous, long now) {
        if (since == null) {
            since = now;
        }
        what = text;
        failing.add(batch);
        boolean othersArrived = previous == null || lastSuccess != null && lastSuccess > previous;
        return othersArrived || fault == Fault.SERVER_ERROR && failing.size() < BATCHES;
    }

    /** How long nothing has been answered, nanoseconds; 0 if the last attempt was. */
    synchronized long lasting(long now) {
        return since == null ? 0 : now - since;
    }

    /** What the failures look like; empty if the last attempt was answered. */
    synchronized Optional<String> what() {
        return since == null ? Optional.empty() : Optional.of(what);
    }
}
