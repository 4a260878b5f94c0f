package dev.upserter.plan;

/** What a run may do to people. */
public enum Mode {
    /** Add and change people. */
    UPSERT,
    /** Change people who exist. */
    UPDATE,
    /** Add and change people, and remove those who are no longer in the source. */
    MIRROR
}
