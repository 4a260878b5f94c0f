package dev.upserter.mapping.spec;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/** In what a number counts time: since 1970, or days as spreadsheets count them. */
public enum Unit {
    SECONDS("s", 0),
    MILLISECONDS("ms", 3),
    MICROSECONDS("us", 6),
    NANOSECONDS("ns", 9),
    /** Days since 1900 as spreadsheets count them, of a zone that the number does not name. */
    EXCEL("excel", 0);

    private static final BigDecimal DAYS_UNTIL_1970 = BigDecimal.valueOf(25_569);
    private static final BigDecimal SECONDS_OF_DAY = BigDecimal.valueOf(86_400);

    /** Spreadsheets have a 29 February 1900, which never was. */
    private static final BigDecimal NO_DAY = BigDecimal.valueOf(60);

    /** The last day of 9999. */
    private static final BigDecimal LAST_DAY = BigDecimal.valueOf(2_958_465);

    private final String spelling;
    private final int digits;

    Unit(String spelling, int digits) {
        this.spelling = spelling;
        this.digits = digits;
    }

    /** As configurations write it. */
    public String spelling() {
        return spelling;
    }

    /**
     * Unix seconds, with a fraction.
     *
     * @param zone in which a spreadsheet's days are; null for UTC
     * @return null where it counts nothing that a spreadsheet shows as a date
     */
    public @Nullable BigDecimal seconds(BigDecimal number, @Nullable ZoneId zone) {
        if (this != EXCEL) {
            return number.movePointLeft(digits);
        }
        if (number.compareTo(BigDecimal.ONE) < 0 || number.compareTo(LAST_DAY.add(BigDecimal.ONE)) >= 0) {
            return null;
        }
        LocalDateTime shown = LocalDateTime.ofEpochSecond(ofDays(number).longValueExact(), 0, ZoneOffset.UTC);
        return BigDecimal.valueOf(
                shown.atZone(zone == null ? ZoneOffset.UTC : zone).toEpochSecond());
    }

    /** A spreadsheet keeps a second only as a fraction that is nearly it. */
    private static BigDecimal ofDays(BigDecimal number) {
        BigDecimal days = number.compareTo(NO_DAY) < 0 ? number.add(BigDecimal.ONE) : number;
        return days.subtract(DAYS_UNTIL_1970).multiply(SECONDS_OF_DAY).setScale(0, RoundingMode.HALF_UP);
    }
}
