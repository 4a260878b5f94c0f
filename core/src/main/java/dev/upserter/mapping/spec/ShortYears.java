package dev.upserter.mapping.spec;

import dev.upserter.operation.AttributeName;
import java.time.LocalDate;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.time.temporal.ChronoUnit;

/**
 * Which hundred years the two digits of a year are of.
 *
 * @param first the first of these years, 1 January
 */
public record ShortYears(LocalDate first) {
    private static final int AHEAD = 20;

    /**
     * Those that end 20 years after a run, and for the attribute of a birthday with the year of the run.
     *
     * @param attribute its name
     * @param run       a day of the year of the run
     */
    public static ShortYears of(String attribute, LocalDate run) {
        int last = run.getYear() + (AttributeName.namesBirth(attribute) ? 0 : AHEAD);
        return new ShortYears(LocalDate.of(last, 1, 1).minus(99, ChronoUnit.YEARS));
    }

    /** Appends a pattern, whose years of two digits are of these. */
    public DateTimeFormatterBuilder append(DateTimeFormatterBuilder builder, String pattern) {
        int from = 0;
        boolean isQuoted = false;
        for (int i = 0; i < pattern.length(); i++) {
            char letter = pattern.charAt(i);
            isQuoted ^= letter == '\'';
            if (!isQuoted && (letter == 'y' || letter == 'u')) {
                int end = endOf(letter, pattern, i);
                if (end - i == 2) {
                    builder.appendPattern(pattern.substring(from, i))
                            .appendValueReduced(
                                    letter == 'y' ? ChronoField.YEAR_OF_ERA : ChronoField.YEAR, 2, 2, first);
                    from = end;
                }
                i = end - 1;
            }
        }
        return builder.appendPattern(pattern.substring(from));
    }

    private static int endOf(char letter, String pattern, int start) {
        int end = start;
        while (end < pattern.length() && pattern.charAt(end) == letter) {
            end++;
        }
        return end;
    }
}
