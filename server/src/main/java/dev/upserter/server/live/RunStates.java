package dev.upserter.server.live;

import java.time.Duration;

/** The states of one run, one after the other. Thread-safe. */
interface RunStates {
    /** The state as it is. */
    RunState state();

    /** The state as it was last sent, if that is not long ago and the run goes on; as it is otherwise. */
    RunState recent();

    /**
     * Waits for a state that is newer than this version.
     *
     * @param patience how long to wait for it
     * @return whether there is one
     */
    boolean awaitNews(long seen, Duration patience) throws InterruptedException;
}
