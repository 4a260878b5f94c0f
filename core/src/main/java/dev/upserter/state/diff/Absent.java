package dev.upserter.state.diff;

/** What becomes of people who are known and no longer in a source. */
public enum Absent {
    /** They stay known; nobody looks who they are. */
    KEPT,
    /** They stay known, and are counted: they would be removed, were there no doubt about the source. */
    HELD,
    /** They are removed. */
    REMOVED
}
