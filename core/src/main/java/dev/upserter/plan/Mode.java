package dev.upserter.plan;

/** What a run may do to people. */
public enum Mode {
    /** Add them, or change them. */
    UPSERT,
    /** Change those who exist. */
    UPDATE,
    /** Add them, change them, and remove those who are no longer in the source. */
    MIRROR
}
