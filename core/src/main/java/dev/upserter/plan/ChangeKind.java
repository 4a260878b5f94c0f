package dev.upserter.plan;

import java.util.Locale;

/** How a person differs from what was last delivered. */
public enum ChangeKind {
    /** Nothing was delivered so far. */
    ADDED,
    /** Something else was delivered. */
    CHANGED,
    /** The person had been marked as removed, and is back. */
    RETURNED,
    /** The person is no longer in the source. */
    REMOVED;

    /** As people read it. */
    public String spelling() {
        return name().toLowerCase(Locale.ROOT);
    }
}
