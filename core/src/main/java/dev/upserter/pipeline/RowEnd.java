package dev.upserter.pipeline;

import dev.upserter.problem.Code;
import org.jspecify.annotations.Nullable;

/**
 * What became of one row, or of somebody who is removed since no row is about them.
 *
 * @param number  the row's place in the source, from 1; 0 for a removal
 * @param key     what the row is about; empty where that cannot be told
 * @param how     it ended
 * @param code    why; null where that needs no reason
 * @param message why, in words without a value of the row; empty where that needs no reason
 */
public record RowEnd(
        long number, String key, How how, @Nullable Code code, String message) {
    /** How a row ends: each is a part of {@link dev.upserter.report.Counts}. */
    public enum How {
        FILTERED,
        UNCHANGED,
        DELIVERED,
        REJECTED,
        /** A dead letter. */
        GIVEN_UP,
        PENDING
    }

    /** The place and the end; never the key, which is personal. */
    @Override
    public String toString() {
        return "RowEnd[" + number + ", " + how + (code == null ? "" : ", " + code) + "]";
    }
}
