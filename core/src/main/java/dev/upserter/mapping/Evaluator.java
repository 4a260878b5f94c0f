package dev.upserter.mapping;

import dev.upserter.json.JsonValue;
import org.jspecify.annotations.Nullable;

/** An expression made ready. For one thread. */
interface Evaluator {
    /**
     * The value; null if there is none.
     *
     * @throws UnfitException if it cannot be had of this row
     */
    @Nullable
    JsonValue of(EvaluatedRow row) throws UnfitException;
}
