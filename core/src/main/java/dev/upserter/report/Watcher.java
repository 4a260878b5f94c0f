package dev.upserter.report;

import dev.upserter.delivery.Exchange;

/**
 * Whoever watches a run. Called from threads of the run's, several at once: implementations are thread-safe and return
 * quickly.
 */
@FunctionalInterface
public interface Watcher {

    /** How far the run is; told a few times a second. */
    void accept(Progress progress);

    /** The run has begun, under this id; nothing is read or sent yet. */
    default void started(String run) {}

    /**
     * A request was answered, or failed.
     *
     * @param exchange its bytes are good until this returns
     */
    default void exchanged(Exchange exchange) {}
}
