package dev.upserter.plan;

import java.util.Locale;

/** How a person differs from what was last delivered. */
public enum ChangeKind {
    /** Nothing was delivered before. */
    ADDED,
    /** Other values were delivered. */
    CHANGED,
    /** The person had been marked as removed, and is back. */
    RETURNED,
    /** The person is no longer in the source. */
    REMOVED,
    /** The row is no longer in the source; nothing is removed, but what was delivered with it is known no more. */
    DROPPED;

    /** The name for people to read. */
    public String spelling() {
        return name().toLowerCase(Locale.ROOT);
    }
}
