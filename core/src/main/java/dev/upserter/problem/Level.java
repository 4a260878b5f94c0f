package dev.upserter.problem;

import java.util.Locale;

/** The consequence of a problem. */
public enum Level {
    /** No request is sent; an active run stops. */
    STOP,
    /** The row is rejected before sending, and listed. */
    ROW,
    /** The row is sent without the attribute; the problem is counted and named in the report. */
    DROP,
    /** The row is sent; the problem is counted and named in the report. */
    WARN,
    /** The value is repaired and counted; if it cannot be repaired, the code's default level applies. */
    FIX,
    /** Not checked. */
    OFF;

    /** The level's name as the configuration and the report spell it. */
    public String spelling() {
        return name().toLowerCase(Locale.ROOT);
    }
}
