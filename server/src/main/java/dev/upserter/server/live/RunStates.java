package dev.upserter.server.live;

import java.time.Duration;

/** The states of a run, in order. Thread-safe. */
interface RunStates {
    /** The current state. */
    RunState state();

    /** The state as it was last sent, if that is recent and the run is active; otherwise the current state. */
    RunState recent();

    /**
     * Waits for a state newer than this version.
     *
     * @param patience the longest wait
     * @return whether there is one
     */
    boolean awaitNews(long seen, Duration patience) throws InterruptedException;
}
