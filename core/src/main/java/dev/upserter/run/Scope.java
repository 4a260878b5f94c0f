package dev.upserter.run;

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

    /** As a run's header spells it. */
    String spelling() {
        return name().toLowerCase(Locale.ROOT);
    }
}
