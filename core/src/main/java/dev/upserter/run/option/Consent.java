package dev.upserter.run.option;

import dev.upserter.problem.Problem;
import java.util.concurrent.atomic.AtomicLong;

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

    /** Somebody has seen a number and said yes to it: to as many, and to fewer. */
    static Consent upTo(long most) {
        return (what, count) -> count <= most;
    }

    /**
     * Somebody said yes to this number for several runs: to as many people in all of them together. A run that asks for more
     * than is left is refused, and takes nothing of it.
     */
    static Consent upToInAll(long most) {
        var left = new AtomicLong(most);
        return (what, count) -> {
            long before = left.getAndUpdate(number -> count <= number ? number - count : number);
            return count <= before;
        };
    }

    /**
     * Whether this may be done.
     *
     * @param what  says it, with the number
     * @param count how many people are concerned
     */
    boolean to(Problem what, long count);
}
