package dev.upserter.report;

import dev.upserter.delivery.Exchange;
import dev.upserter.problem.Problem;

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
     * Something that whoever waits for the run should know at once; what is to be reported stands in the report, too.
     */
    default void noticed(Problem problem) {}

    /**
     * A request was answered, or failed.
     *
     * @param exchange its bytes are good until this returns
     */
    default void exchanged(Exchange exchange) {}
}
