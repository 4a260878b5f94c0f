package dev.upserter.history;

import java.util.Locale;

/** Of whom a run speaks to Customer.io. */
public enum Scope {
    /** As the configuration says: everybody, or those who changed. */
    CONFIGURED,
    /** Those who changed since they were last delivered. */
    INCREMENTAL,
    /** Everybody; the state is kept all the same. */
    FULL,
    /** Nobody: the source is taken as delivered. */
    BASELINE;

    /** Whether a run that was asked for with one scope may go on with a run of another. */
    static boolean allows(Scope asked, String earlier) {
        return asked == CONFIGURED || asked.spelling().equals(earlier);
    }

    /** As a run's header spells it. */
    public String spelling() {
        return name().toLowerCase(Locale.ROOT);
    }
}
