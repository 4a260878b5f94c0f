package dev.upserter.alert;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Since when a condition holds. Immutable.
 *
 * @param since when a run found it first
 * @param runs  how many have found it since
 * @param told  when it was reported last; null if it was not
 */
record Held(Instant since, long runs, @Nullable Instant told) {
    /** Found by a first run. */
    static Held from(Instant now) {
        return new Held(now, 1, null);
    }

    Held again() {
        return new Held(since, runs + 1, told);
    }

    Held toldAt(Instant now) {
        return new Held(since, runs, now);
    }
}
