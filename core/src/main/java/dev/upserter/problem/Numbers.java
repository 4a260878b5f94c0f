package dev.upserter.problem;

import java.util.Locale;

/** Formats counts for people, alike on every machine. */
public final class Numbers {
    private Numbers() {}

    /** For example {@code 7}, {@code 1,234,567}. */
    public static String say(long count) {
        return count < 1000 && count > -1000 ? Long.toString(count) : String.format(Locale.ROOT, "%,d", count);
    }
}
