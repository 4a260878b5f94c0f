package dev.upserter.mapping.spec;

import java.math.BigDecimal;

/** In what a number counts time since 1970. */
public enum Unit {
    /** Seconds. */
    S(0),
    /** Milliseconds. */
    MS(3),
    /** Microseconds. */
    US(6),
    /** Nanoseconds. */
    NS(9);

    private final int digits;

    Unit(int digits) {
        this.digits = digits;
    }

    public BigDecimal seconds(BigDecimal number) {
        return number.movePointLeft(digits);
    }
}
