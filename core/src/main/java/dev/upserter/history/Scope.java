package dev.upserter.history;

import java.util.Locale;

/** Which people a run sends to Customer.io. */
public enum Scope {
    /** As configured: all people, or those who changed. */
    CONFIGURED,
    /** People who changed since they were last delivered. */
    INCREMENTAL,
    /** All people; the state is updated all the same. */
    FULL,
    /** No people: the source is taken as delivered. */
    BASELINE;

    /** Whether a run requested with one scope may continue a run with another. */
    static boolean allows(Scope asked, String earlier) {
        return asked == CONFIGURED || asked.spelling().equals(earlier);
    }

    /** Its spelling in a run's header. */
    public String spelling() {
        return name().toLowerCase(Locale.ROOT);
    }
}
