package dev.upserter.mapping.spec;

import java.math.BigDecimal;
import java.time.YearMonth;

/** Tells numbers that hardly count what a rule says they count. Stateless. */
public final class Units {
    /** Years, days and hours since 1970, and days as spreadsheets count them, are smaller. */
    private static final BigDecimal COUNTS = BigDecimal.valueOf(1_000_000);
    /** Seconds until 2036. */
    private static final BigDecimal SECONDS = BigDecimal.valueOf(2_100_000_000);

    private Units() {}

    /** Whether a number is so small for its unit that it probably counts something else, or is a day in digits. */
    public static boolean isMistaken(BigDecimal number, Unit unit) {
        if (number.signum() <= 0) {
            return false;
        }
        return switch (unit) {
            case SECONDS -> number.compareTo(COUNTS) < 0 || isDayInDigits(number);
            case MILLISECONDS -> number.compareTo(SECONDS) < 0;
            case MICROSECONDS -> number.compareTo(SECONDS.movePointRight(3)) < 0;
            case NANOSECONDS -> number.compareTo(SECONDS.movePointRight(6)) < 0;
            case EXCEL -> false;
        };
    }

    /** Whether a number is a day such as 20260115. */
    private static boolean isDayInDigits(BigDecimal number) {
        if (number.compareTo(BigDecimal.valueOf(19_000_101)) < 0
                || number.compareTo(BigDecimal.valueOf(21_001_231)) > 0) {
            return false;
        }
        int digits = number.intValue();
        int month = digits / 100 % 100;
        int day = digits % 100;
        return month >= 1
                && month <= 12
                && day >= 1
                && day <= YearMonth.of(digits / 10_000, month).lengthOfMonth();
    }
}
