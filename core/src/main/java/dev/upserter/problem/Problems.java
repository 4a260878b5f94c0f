package dev.upserter.problem;

import java.util.ArrayList;
import java.util.List;

/** Checks the components of a configuration record and reports all errors at once. For one thread. */
public final class Problems {
    private final List<Problem> found = new ArrayList<>();

    /**
     * Adds a problem unless the condition holds.
     *
     * @param holds  the condition
     * @param key    the key as the configuration spells it
     * @param mustBe what the value must be, completing "{key} must be"
     */
    public Problems require(boolean holds, String key, String mustBe) {
        if (!holds) {
            found.add(Problem.of(Code.CONFIG_INVALID, null, key + " must be " + mustBe));
        }
        return this;
    }

    /**
     * Ends the check.
     *
     * @throws ProblemException if a condition did not hold
     */
    public void throwIfAny() {
        if (!found.isEmpty()) {
            throw new ProblemException(found);
        }
    }
}
