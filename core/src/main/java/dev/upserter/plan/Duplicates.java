package dev.upserter.plan;

/** Which of several rows of one person is used. */
public enum Duplicates {
    /** The last. */
    LAST,
    /** The first. */
    FIRST,
    /** All of them: of each attribute, the last value. */
    MERGE,
    /** None: the run stops before anything is sent. */
    FAIL
}
