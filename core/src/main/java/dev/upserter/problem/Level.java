package dev.upserter.problem;

import java.util.Locale;

/** What follows from a problem. */
public enum Level {
    /** No call is made; a run under way stops. */
    STOP,
    /** The row is rejected before sending, and listed. */
    ROW,
    /** The row is sent without the attribute; the problem is counted and named in the report. */
    DROP,
    /** The row is sent; the problem is counted and named in the report. */
    WARN,
    /** The value is repaired and counted; where it cannot be repaired, the code's default level holds. */
    FIX,
    /** Not looked at. */
    OFF;

    /** The level's name as the configuration and the report spell it. */
    public String spelling() {
        return name().toLowerCase(Locale.ROOT);
    }
}
