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
    /** So many different suspects failing, nothing succeeding, are no longer the fault of one of them. */
    private static final int SUSPECTS = 4;

    private final Set<Long> failing = new HashSet<>();
    private @Nullable Long since;
    private @Nullable Long lastAnswer;
    private String what = "";

    /** Notes a definite answer, good or bad; true if the destination had seemed to be down. */
    synchronized boolean answered(long now) {
        boolean ended = since != null;
        since = null;
        lastAnswer = now;
        failing.clear();
        return ended;
    }

    /**
     * Notes that an attempt failed.
     *
     * @param suspect  whose fault it may be: the same number for the same batch or row
     * @param alone    whether this very request may be at fault, even where nothing else is answered
     * @param text     how it failed, for people
     * @param previous when the attempt before it failed; null if it was the first
     * @param now      when this one failed
     * @return whether it counts against the attempts: something else was answered in the meantime, or the request may be
     *     at fault and few others failed
     */
    synchronized boolean failed(long suspect, boolean alone, String text, @Nullable Long previous, long now) {
        boolean seemedUp = since == null;
        if (seemedUp) {
            since = now;
        }
        what = text;
        failing.add(suspect);
        boolean othersArrived = previous == null ? seemedUp : lastAnswer != null && lastAnswer - previous > 0;
        return othersArrived || alone && failing.size() < SUSPECTS;
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
