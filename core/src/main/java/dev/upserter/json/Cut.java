package dev.upserter.json;

import org.jspecify.annotations.Nullable;

/** Which fields to leave out of an object. Immutable. */
public interface Cut {
    /** Whether to leave out the whole field. */
    boolean removes(String field);

    /** What to leave out inside the field; null if nothing. */
    @Nullable
    Cut inside(String field);
}
