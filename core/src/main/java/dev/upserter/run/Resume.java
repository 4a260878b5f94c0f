package dev.upserter.run;

/** Whether a run is a new one, or goes on with one that was cut off or stopped. */
public sealed interface Resume {

    /** A new run. */
    record Not() implements Resume {}

    /** Goes on with the last run of the sync, if that one did not come to its end; a new run otherwise. */
    record Latest() implements Resume {}

    /**
     * Goes on with this run.
     *
     * @param run its id
     */
    record Of(String run) implements Resume {}
}
