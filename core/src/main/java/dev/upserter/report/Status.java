package dev.upserter.report;

import java.util.Locale;

/** How a run ended. */
public enum Status {
    /** Every row was delivered or unchanged. */
    COMPLETED(0),
    /** The source was read to its end; some rows were rejected or became dead letters, or removals were held. */
    COMPLETED_WITH_PROBLEMS(1),
    /** Configuration, input or credentials were wrong; nothing was sent. */
    REFUSED(2),
    /** The run ended before the source did; the same command continues it. */
    STOPPED(3);

    private final int exitCode;

    Status(int exitCode) {
        this.exitCode = exitCode;
    }

    /** The exit code of the command, unless Customer.io refused the credentials (then it is 4). */
    public int exitCode() {
        return exitCode;
    }

    /** The status as the report spells it. */
    public String spelling() {
        return name().toLowerCase(Locale.ROOT);
    }
}
