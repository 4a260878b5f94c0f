package dev.upserter.template.filter;

import dev.upserter.template.tree.FilterArguments;
import dev.upserter.template.value.DateText;
import dev.upserter.template.value.Numbers;
import dev.upserter.template.value.Strftime;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/**
 * The filter {@code date}. A number is a moment in Unix seconds. A text without a time of day means midnight, without a
 * zone UTC; without a day it is not a date.
 */
final class DateFilter {
    private static final BigDecimal LAST = BigDecimal.valueOf(253_402_300_799L);
    private static final BigDecimal FIRST = BigDecimal.valueOf(-62_167_219_200L);
    private static final BigDecimal NANO = BigDecimal.valueOf(1_000_000_000);

    private DateFilter() {}

    static @Nullable Object of(@Nullable Object value, FilterArguments given) {
        String format = given.text(0);
        if (value == null || format.isEmpty() || "".equals(value)) {
            return value;
        }
        OffsetDateTime moment = moment(value, given);
        if (moment == null) {
            throw given.unfit("it is no date, or one that can be read in more than one way");
        }
        return Strftime.text(moment, format, given.budget());
    }

    private static @Nullable OffsetDateTime moment(Object value, FilterArguments given) {
        if (value instanceof BigDecimal number) {
            return ofSeconds(number);
        }
        if (!(value instanceof String text)) {
            return null;
        }
        if (text.equals("now") || text.equals("today")) {
            return Instant.ofEpochSecond(given.frame().scope().time()).atOffset(ZoneOffset.UTC);
        }
        String stripped = text.strip();
        boolean digits = !stripped.isEmpty() && stripped.chars().allMatch(c -> c >= '0' && c <= '9');
        BigDecimal number = digits ? Numbers.read(stripped) : null;
        return number == null ? DateText.read(stripped) : ofSeconds(number);
    }

    private static @Nullable OffsetDateTime ofSeconds(BigDecimal seconds) {
        if (seconds.compareTo(FIRST) < 0 || seconds.compareTo(LAST) > 0 || isDay(seconds)) {
            return null;
        }
        BigDecimal whole = seconds.setScale(0, RoundingMode.FLOOR);
        long nanos = seconds.subtract(whole).multiply(NANO).longValue();
        return Instant.ofEpochSecond(whole.longValue(), nanos).atOffset(ZoneOffset.UTC);
    }

    /** Eight digits that form a day, such as 20260115, are hardly seconds. */
    private static boolean isDay(BigDecimal number) {
        long digits = number.longValue();
        if (digits < 1900_01_01 || digits > 2100_12_31) {
            return false;
        }
        int month = (int) (digits / 100 % 100);
        int day = (int) (digits % 100);
        return month >= 1
                && month <= 12
                && day >= 1
                && day <= YearMonth.of((int) (digits / 10_000), month).lengthOfMonth();
    }
}
