package dev.upserter.report;

import dev.upserter.delivery.Exchange;
import dev.upserter.problem.Problem;

/**
 * Observes a run. Called from several threads of the run at once: implementations must be thread-safe and return quickly.
 */
@FunctionalInterface
public interface Watcher {

    /** The progress of the run; called a few times per second. */
    void accept(Progress progress);

    /** The run has begun with this id; nothing has been read or sent yet. */
    default void started(String run) {}

    /** Something that the user should know at once; whatever is to be reported is in the report, too. */
    default void noticed(Problem problem) {}

    /**
     * A request was answered, or failed.
     *
     * @param exchange its bytes are valid until this returns
     */
    default void exchanged(Exchange exchange) {}
}
