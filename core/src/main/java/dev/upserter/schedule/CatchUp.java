package dev.upserter.schedule;

import java.util.Locale;

/** What becomes of the due times that passed while nobody could run the sync. */
public enum CatchUp {
    /** One run makes up for all of them. */
    ONCE,
    /** Each is made up for by a run of its own. */
    ALL,
    /** They are left out. */
    NONE;

    /** As configurations spell it. */
    public String spelling() {
        return name().toLowerCase(Locale.ROOT);
    }
}
