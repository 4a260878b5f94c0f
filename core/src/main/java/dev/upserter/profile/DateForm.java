package dev.upserter.profile;

import java.util.List;

/**
 * How the dates of a column are written.
 *
 * @param values     how many values are dates of this form
 * @param pattern    as the key {@code pattern} has it; empty for ISO 8601 and RFC 2822
 * @param needsZone  whether any of them names no zone
 * @param isUnclear  whether day and month could be exchanged in all of them
 * @param hasTime    whether any of them has a time of day
 * @param isEarly    whether any of them is before 1970
 * @param unlikely   how many of them are before 1990 or after 2099: nobody had e-mail to opt out of then
 * @param none       those of them that stand for no date, such as 1900-01-01, as they are spelled; a few
 * @param unread     how many values are dates in words or digits for which no pattern was found
 */
public record DateForm(
        long values,
        String pattern,
        boolean needsZone,
        boolean isUnclear,
        boolean hasTime,
        boolean isEarly,
        long unlikely,
        List<String> none,
        long unread) {
    private static final int FIRST_YEAR = 1990;
    private static final int LAST_YEAR = 2099;

    public DateForm {
        none = List.copyOf(none);
    }

    static DateForm none(long unread) {
        return new DateForm(0, "", false, false, false, false, 0, List.of(), unread);
    }

    /** Whether a year is none of an opt-out. */
    static boolean isUnlikely(int year) {
        return year < FIRST_YEAR || year > LAST_YEAR;
    }

    /** Whether years have two digits. */
    public boolean hasShortYears() {
        return pattern.contains("yy") && !pattern.contains("yyyy");
    }
}
