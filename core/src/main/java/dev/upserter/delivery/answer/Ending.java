package dev.upserter.delivery.answer;

/** How the attempts of a request ended. */
public sealed interface Ending {

    /**
     * With a definite answer.
     *
     * @param tried how often it was sent
     */
    record Answered(BatchOutcome outcome, int tried) implements Ending {}

    /**
     * With none, in as many attempts as there may be.
     *
     * @param last  how the last of them failed
     * @param tried how often it was sent
     */
    record Exhausted(BatchOutcome.Retryable last, int tried) implements Ending {}

    /** The delivery stopped. */
    record Stopped() implements Ending {}
}
