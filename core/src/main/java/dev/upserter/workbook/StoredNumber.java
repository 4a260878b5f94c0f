package dev.upserter.workbook;

import java.math.BigDecimal;
import java.util.Optional;

/** Parses numbers as workbooks store them. Stateless. */
final class StoredNumber {
    /** The most digits that Excel keeps; a text with more is that of a binary floating-point number. */
    private static final int EXACT_DIGITS = 15;

    private static final int LONGEST_PLAIN = 30;
    /** From here on, a binary floating-point number does not tell each whole number from the next. */
    private static final BigDecimal FIRST_INEXACT = BigDecimal.valueOf(1L << 53);

    private static final int LONGEST_STORED = 400;

    private StoredNumber() {}

    /** A whole number that consists of digits only, at most this many (up to nine); -1 for anything else. */
    static int whole(String text, int mostDigits) {
        if (text.isEmpty() || text.length() > mostDigits) {
            return -1;
        }
        int number = 0;
        for (int i = 0; i < text.length(); i++) {
            int digit = text.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                return -1;
            }
            number = 10 * number + digit;
        }
        return number;
    }

    /**
     * A number as JSON writes it: a whole number with all stored digits, any other number as the shortest text for the same
     * binary floating-point number, so that 1.1000000000000001 is 1.1. A large number with an exponent keeps one, since its
     * last digits are lost.
     *
     * @return empty if it is not a number
     */
    static Optional<String> text(String stored) {
        int length = stored.length();
        if (length > LONGEST_STORED) {
            return Optional.empty();
        }
        int first = stored.startsWith("-") ? 1 : 0;
        boolean whole = length > first && (stored.charAt(first) != '0' || length == 1);
        for (int i = first; i < length && whole; i++) {
            whole = stored.charAt(i) >= '0' && stored.charAt(i) <= '9';
        }
        if (whole) {
            return Optional.of(stored);
        }
        boolean hasExponent = !isDigits(stored);
        return decimal(stored)
                .map(number -> hasExponent && number.abs().compareTo(FIRST_INEXACT) >= 0
                        ? scientific(number.stripTrailingZeros())
                        : plain(number));
    }

    private static String scientific(BigDecimal number) {
        String digits = number.unscaledValue().abs().toString();
        return (number.signum() < 0 ? "-" : "")
                + digits.charAt(0)
                + (digits.length() > 1 ? "." + digits.substring(1) : "")
                + "E+"
                + (digits.length() - 1 - number.scale());
    }

    /** The number; empty if it is not one. */
    static Optional<BigDecimal> decimal(String stored) {
        try {
            double binary = Double.parseDouble(stored);
            if (Double.isNaN(binary) || Double.isInfinite(binary)) {
                return Optional.empty();
            }
            BigDecimal exact = new BigDecimal(stored.strip()).stripTrailingZeros();
            boolean kept = exact.precision() <= EXACT_DIGITS || exact.scale() <= 0 && isDigits(stored);
            return Optional.of(kept && binary != 0 ? exact : new BigDecimal(Double.toString(binary)));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    private static boolean isDigits(String stored) {
        return stored.chars().allMatch(c -> c >= '0' && c <= '9' || c == '-' || c == '.');
    }

    static String plain(BigDecimal number) {
        if (number.signum() == 0) {
            return "0";
        }
        BigDecimal shortest = number.stripTrailingZeros();
        boolean plain = Math.abs(shortest.scale()) <= LONGEST_PLAIN;
        return plain ? shortest.toPlainString() : shortest.toString();
    }
}
