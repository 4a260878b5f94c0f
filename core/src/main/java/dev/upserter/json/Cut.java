package dev.upserter.json;

import org.jspecify.annotations.Nullable;

/** Which fields of an object are left out of it. Immutable. */
public interface Cut {
    /** Whether the field is left out as a whole. */
    boolean removes(String field);

    /** What is left out inside the field; null if nothing is. */
    @Nullable
    Cut inside(String field);
}
