package dev.upserter.cli;

/** What a run was for. */
enum Purpose {
    /** To deliver. */
    SYNC,
    /** To see what a sync would do. */
    DRY_RUN,
    /** To see what would be lost. */
    CHECK;

    /** Whether people are sent. */
    boolean sends() {
        return this == SYNC;
    }
}
