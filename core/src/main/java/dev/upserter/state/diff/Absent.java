package dev.upserter.state.diff;

/** What to do with known people who are no longer in a source. */
public enum Absent {
    /** They stay known; the run does not look them up. */
    KEPT,
    /** They stay known, and are counted: without the doubt about the source they would be removed. */
    HELD,
    /** They are removed. */
    REMOVED,
    /** They are known no more: a later row of them is new. Nothing is removed, and they are not counted. */
    DROPPED
}
