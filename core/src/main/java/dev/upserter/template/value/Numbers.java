package dev.upserter.template.value;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/**
 * Exact decimals. A number is whole if it is spelled without a point: whole numbers have the scale 0, others keep at least
 * one digit after the point. No number has more than {@link Bounds#DIGITS} digits on either side of the point.
 */
public final class Numbers {
    /** Digits of a quotient with infinitely many. */
    private static final int DIVIDED = 16;

    private static final int LONGEST = 3 * Bounds.DIGITS;

    private Numbers() {}

    /** The number that the whole text spells; null if it is not a number, or too long. */
    public static @Nullable BigDecimal read(String text) {
        if (!isNumber(text)) {
            return null;
        }
        try {
            BigDecimal number = new BigDecimal(text);
            boolean fits = number.precision() <= Bounds.DIGITS && Math.abs((long) number.scale()) < Bounds.DIGITS;
            return !fits ? null : number.scale() < 0 ? number.setScale(0) : number;
        } catch (NumberFormatException tooLarge) {
            return null;
        }
    }

    private static boolean isNumber(String text) {
        if (text.isEmpty() || text.length() > LONGEST) {
            return false;
        }
        int start = text.charAt(0) == '-' || text.charAt(0) == '+' ? 1 : 0;
        int end = digits(text, start);
        if (end == start) {
            return false;
        }
        if (end < text.length() && text.charAt(end) == '.') {
            int fraction = end + 1;
            end = digits(text, fraction);
            if (end == fraction) {
                return false;
            }
        }
        return end == text.length() || isExponent(text, end);
    }

    private static boolean isExponent(String text, int at) {
        if (text.charAt(at) != 'e' && text.charAt(at) != 'E') {
            return false;
        }
        boolean signed = at + 1 < text.length() && (text.charAt(at + 1) == '-' || text.charAt(at + 1) == '+');
        int start = signed ? at + 2 : at + 1;
        return digits(text, start) == text.length() && start < text.length();
    }

    private static int digits(String text, int from) {
        int i = from;
        while (i < text.length() && isDigit(text.charAt(i))) {
            i++;
        }
        return i;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    /** The number that a value is, or that its text spells; null if there is none. */
    public static @Nullable BigDecimal of(@Nullable Object value) {
        return switch (value) {
            case BigDecimal number -> number;
            case String text -> read(text.strip());
            case null -> null;
            default -> null;
        };
    }

    /** The whole number for a range or an index: 0 for anything but a number; a fraction is truncated. */
    public static long whole(@Nullable Object value) {
        BigDecimal number = of(value);
        if (number == null) {
            return 0;
        }
        return number.max(BigDecimal.valueOf(Long.MIN_VALUE / 4))
                .min(BigDecimal.valueOf(Long.MAX_VALUE / 4))
                .longValue();
    }

    public static boolean isWhole(BigDecimal number) {
        return number.scale() <= 0 || number.stripTrailingZeros().scale() <= 0;
    }

    /** Whether it is spelled without a point. */
    private static boolean isSpelledWhole(BigDecimal number) {
        return number.scale() == 0;
    }

    /** The result of a calculation: whole if all operands were. */
    public static BigDecimal outcome(BigDecimal number, BigDecimal left, BigDecimal right) {
        return bounded(
                isSpelledWhole(left) && isSpelledWhole(right) ? number.setScale(0, RoundingMode.FLOOR) : plain(number));
    }

    /** Without trailing zeros, except one after the point. */
    private static BigDecimal plain(BigDecimal number) {
        BigDecimal stripped = number.stripTrailingZeros();
        return stripped.scale() < 1 ? stripped.setScale(1) : stripped;
    }

    private static BigDecimal bounded(BigDecimal number) {
        if (number.precision() - number.scale() > Bounds.DIGITS || number.scale() > Bounds.DIGITS) {
            throw new RenderFailure("a number would have more than " + Bounds.DIGITS + " digits");
        }
        return number;
    }

    /** The quotient: of whole numbers rounded down, else exact if it is finite, else with sixteen digits. */
    public static BigDecimal divide(BigDecimal left, BigDecimal right) {
        if (isSpelledWhole(left) && isSpelledWhole(right)) {
            return floorDivide(left, right);
        }
        BigDecimal exact = left.divide(right, new MathContext(LONGEST, RoundingMode.DOWN));
        if (exact.multiply(right).compareTo(left) == 0) {
            return bounded(plain(exact));
        }
        int digits = Math.max(DIVIDED, exact.precision() - exact.scale() + DIVIDED - 1);
        return bounded(plain(left.divide(right, new MathContext(digits, RoundingMode.HALF_EVEN))));
    }

    private static BigDecimal floorDivide(BigDecimal left, BigDecimal right) {
        BigDecimal[] both = left.divideAndRemainder(right);
        boolean below = both[1].signum() != 0 && both[1].signum() != right.signum();
        BigDecimal quotient = both[0].setScale(0, RoundingMode.DOWN);
        return below ? quotient.subtract(BigDecimal.ONE) : quotient;
    }

    /** The remainder, with the sign of the divisor. */
    public static BigDecimal modulo(BigDecimal left, BigDecimal right) {
        BigDecimal rest = left.remainder(right);
        BigDecimal floored = rest.signum() != 0 && rest.signum() != right.signum() ? rest.add(right) : rest;
        return outcome(floored, left, right);
    }

    /** Rounded half away from zero. */
    public static BigDecimal round(BigDecimal number, long places) {
        if (places > 0) {
            BigDecimal rounded =
                    places >= number.scale() ? number : number.setScale((int) places, RoundingMode.HALF_UP);
            return isSpelledWhole(number) ? number : plain(rounded);
        }
        if (places < -Bounds.DIGITS) {
            return BigDecimal.ZERO;
        }
        return bounded(number.setScale((int) places, RoundingMode.HALF_UP).setScale(0));
    }
}
