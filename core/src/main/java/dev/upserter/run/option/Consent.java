package dev.upserter.run.option;

import dev.upserter.problem.Problem;

/**
 * Says yes or no to what cannot be undone. Asked by the thread of the run before the first person is sent; may wait for
 * somebody to answer.
 */
@FunctionalInterface
public interface Consent {
    /** Nobody is there to say yes. */
    Consent NONE = (what, count) -> false;

    /** Somebody said yes when the run was started. */
    Consent GIVEN = (what, count) -> true;

    /** Somebody who was told a number said yes to it: to as many, and to fewer. */
    static Consent upTo(long most) {
        return (what, count) -> count <= most;
    }

    /**
     * Whether this may be done.
     *
     * @param what  says it, with the number
     * @param count how many people are concerned
     */
    boolean to(Problem what, long count);
}
