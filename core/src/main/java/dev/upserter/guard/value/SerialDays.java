package dev.upserter.guard.value;

import dev.upserter.operation.AttributeName;
import java.util.regex.Pattern;

/** Recognises days as spreadsheets count them, with or without a time of day as a fraction. Immutable. */
public final class SerialDays {
    private static final Pattern NUMBER = Pattern.compile("[1-9][0-9]{3,4}(?:\\.[0-9]{1,16})?");

    /** 1 January 1910, before which hardly anybody who has an e-mail address was born. */
    private static final double FIRST_BIRTH = 3_654;

    private static final double FIRST = 25_569;
    private static final double YEAR_2064 = 60_000;

    private final double first;

    /** Those of a column; only birthdays may be before 1970. */
    public SerialDays(String column) {
        first = AttributeName.namesBirth(column) ? FIRST_BIRTH : FIRST;
    }

    /** Whether a number can be such a day. */
    public boolean isDay(String number) {
        if (!NUMBER.matcher(number).matches()) {
            return false;
        }
        double day = Double.parseDouble(number);
        return day >= first && day < YEAR_2064;
    }
}
