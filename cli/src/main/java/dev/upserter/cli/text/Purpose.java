package dev.upserter.cli.text;

import dev.upserter.report.Status;

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

    /** How it ended, in the colour of its status. */
    String ended(Status status, Colours colours) {
        return switch (status) {
            case COMPLETED -> colours.good(words(status));
            case COMPLETED_WITH_PROBLEMS, STOPPED -> colours.doubtful(words(status));
            case REFUSED -> colours.bad(words(status));
        };
    }

    private String words(Status status) {
        if (!sends()) {
            return this == CHECK ? "Check" : "Dry run";
        }
        return switch (status) {
            case COMPLETED -> "Completed";
            case COMPLETED_WITH_PROBLEMS -> "Completed with problems";
            case REFUSED -> "Refused";
            case STOPPED -> "Stopped";
        };
    }
}
