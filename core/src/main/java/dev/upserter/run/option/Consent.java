package dev.upserter.run.option;

import dev.upserter.problem.Problem;

/**
 * Says yes or no to what cannot be undone. Asked by the thread of the run before the first person is sent; may wait for
 * somebody to answer.
 */
@FunctionalInterface
public interface Consent {
    /** Nobody is there to say yes. */
    Consent NONE = what -> false;

    /** Somebody said yes when the run was started. */
    Consent GIVEN = what -> true;

    /** Whether this may be done. */
    boolean to(Problem what);
}
