package dev.upserter.cli.text;

/** The purpose of a run. */
public enum Purpose {
    /** To deliver. */
    SYNC,
    /** To continue a run that was cut off. */
    RESUME,
    /** To send again what an earlier run did not deliver. */
    RETRY,
    /** To carry out a plan. */
    APPLY,
    /** To see what a sync would do. */
    DRY_RUN,
    /** To see what would be lost. */
    CHECK;

    /** Whether people are sent. */
    public boolean sends() {
        return this == SYNC || this == RESUME || this == RETRY || this == APPLY;
    }
}
