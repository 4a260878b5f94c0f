package dev.upserter.problem;

import java.util.Locale;

/** Formats counts for people, alike on every machine. */
public final class Quantities {
    private Quantities() {}

    /** For example {@code 7}, {@code 1,234,567}. */
    public static String say(long count) {
        return count < 1000 && count > -1000 ? Long.toString(count) : String.format(Locale.ROOT, "%,d", count);
    }

    /** For example {@code 1 row}, {@code 1,234 rows}. */
    public static String rows(long count) {
        return count == 1 ? "1 row" : say(count) + " rows";
    }
}
