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

    /** Whether a row of the source makes the change, and not that there is none. */
    public boolean hasRow() {
        return this != REMOVED && this != DROPPED;
    }

    /** The name for people to read. */
    public String spelling() {
        return name().toLowerCase(Locale.ROOT);
    }
}
