package dev.upserter.workbook;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.Locale;
import java.util.Optional;

/**
 * A number of days with a fraction, in Excel's count, rounded to the millisecond, which is Excel's precision.
 *
 * @param millis the whole number in milliseconds
 */
record SerialDate(long millis) {
    private static final long DAY = 86_400_000L;

    /** The day before 1 January 1900, for numbers up to 29 February 1900, which did not exist, and for those after it. */
    private static final LocalDate BEFORE_1900 = LocalDate.of(1899, 12, 31);

    private static final LocalDate AFTER_LEAP = LocalDate.of(1899, 12, 30);
    private static final LocalDate FROM_1904 = LocalDate.of(1904, 1, 1);
    private static final int NO_DAY = 60;
    private static final int LAST_YEAR = 9999;
    private static final BigDecimal MOST = new BigDecimal(3_000_000);

    /** Converts a number; empty if it is negative or beyond all dates. */
    static Optional<SerialDate> of(BigDecimal days) {
        return days.signum() < 0 || days.compareTo(MOST) > 0
                ? Optional.empty()
                : Optional.of(new SerialDate(days.multiply(BigDecimal.valueOf(DAY))
                        .setScale(0, RoundingMode.HALF_UP)
                        .longValueExact()));
    }

    /**
     * The text of a date, a time or a duration, in ISO 8601. A part that the format hides but the number has is kept.
     *
     * @return empty if Excel has no such date
     */
    Optional<String> text(DateKind kind, boolean from1904) {
        return switch (kind) {
            case DURATION -> Optional.of(duration());
            case TIME ->
                millis < DAY ? Optional.of(time()) : moment(from1904).map(day -> day.toLocalDate() + "T" + time());
            case DATE_TIME -> moment(from1904).map(day -> day.toLocalDate() + "T" + time());
            case DATE, NONE -> moment(from1904).map(day -> day.toLocalDate() + (millis % DAY == 0 ? "" : "T" + time()));
        };
    }

    /** The moment, without a zone; empty if Excel has no such date. */
    Optional<LocalDateTime> moment(boolean from1904) {
        long day = millis / DAY;
        if (!from1904 && (day == 0 || day == NO_DAY)) {
            return Optional.empty();
        }
        LocalDate start = from1904 ? FROM_1904 : day < NO_DAY ? BEFORE_1900 : AFTER_LEAP;
        LocalDate date = start.plusDays(day);
        return date.getYear() > LAST_YEAR
                ? Optional.empty()
                : Optional.of(date.atTime(LocalTime.ofNanoOfDay(millis % DAY * 1_000_000)));
    }

    private String time() {
        return clock(millis % DAY);
    }

    private String duration() {
        return clock(millis);
    }

    private static String clock(long all) {
        long seconds = all / 1000;
        String whole = String.format(Locale.ROOT, "%02d:%02d:%02d", seconds / 3600, seconds / 60 % 60, seconds % 60);
        String fraction = String.format(Locale.ROOT, ".%03d", all % 1000).replaceFirst("\\.?0+$", "");
        return whole + fraction;
    }
}
