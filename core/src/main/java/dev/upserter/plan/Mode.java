package dev.upserter.plan;

/** What a run may do to the things that its rows are about. Each kind of things has some of these. */
public enum Mode {
    /** Add and change people. */
    UPSERT,
    /** Change people who exist. */
    UPDATE,
    /** Add people who do not exist; those who do stay as they are. */
    CREATE,
    /** Add them, change them, and remove those who are no longer in the source. */
    MIRROR,
    /** Do what the kind does, row by row; nothing is known of what was there before. */
    APPEND,
    /** Make them members. */
    ADD,
    /** Make them members no longer. */
    REMOVE
}
