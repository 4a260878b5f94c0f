package dev.upserter.run.option;

/** Whether a run is a new one, or goes on with one that was cut off or stopped. */
public sealed interface Resume {

    /** A new run. */
    record Not() implements Resume {}

    /**
     * Goes on with the last run of the sync, if that one did not come to its end and its source and configuration are what
     * they were; a new run otherwise. A run that sends everybody first finishes an earlier one whose source lies where it
     * was, and else reports how many rows of that were never sent.
     */
    record Latest() implements Resume {}

    /** Goes on with the last run of the sync, if that one did not come to its end; refuses where it cannot. */
    record Strict() implements Resume {}

    /**
     * Goes on with this run.
     *
     * @param run its id
     */
    record Of(String run) implements Resume {}
}
