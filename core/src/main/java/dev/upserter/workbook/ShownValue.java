package dev.upserter.workbook;

import dev.upserter.workbook.FormatToken.Sign;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.List;
import java.util.Optional;

/** Formats numbers as Excel shows them in English, in a column that is wide enough. Stateless. */
final class ShownValue {
    /** The most digits that Excel shows. */
    private static final MathContext DIGITS = new MathContext(15, RoundingMode.HALF_UP);

    private ShownValue() {}

    /**
     * The text that a cell shows.
     *
     * @param format   of the cell
     * @param from1904 whether days count from 1904
     * @return empty if this is unknown
     */
    static Optional<String> of(BigDecimal value, String format, boolean from1904) {
        List<List<FormatToken>> sections = FormatToken.sections(format);
        int own = value.signum() < 0 ? 1 : value.signum() == 0 ? 2 : 0;
        boolean apart = own < sections.size();
        List<FormatToken> section = sections.get(apart ? own : 0);
        if (sections.stream().flatMap(List::stream).anyMatch(token -> token.sign() == Sign.CONDITION)) {
            return Optional.empty();
        }
        if (has(section, Sign.LETTERS) || has(section, Sign.ELAPSED)) {
            return SerialDate.of(value).flatMap(serial -> ShownDate.of(serial, section, from1904));
        }
        String sign = value.signum() < 0 && !apart ? "-" : "";
        return number(value.abs().round(DIGITS), section).map(shown -> sign + shown);
    }

    private static boolean has(List<FormatToken> section, Sign sign) {
        return section.stream().anyMatch(token -> token.sign() == sign);
    }

    private static Optional<String> number(BigDecimal value, List<FormatToken> section) {
        if (has(section, Sign.SLASH) || has(section, Sign.HALF_DAY)) {
            return Optional.empty();
        }
        if (has(section, Sign.EXPONENT)) {
            return scientific(value, section);
        }
        if (has(section, Sign.GENERAL)) {
            var text = new StringBuilder();
            section.forEach(
                    token -> text.append(token.sign() == Sign.GENERAL ? StoredNumber.plain(value) : token.text()));
            return Optional.of(text.toString());
        }
        return Optional.of(new ShownDigits(section).of(value));
    }

    /** One digit before the point, as in Excel's own format of this kind. */
    private static Optional<String> scientific(BigDecimal value, List<FormatToken> section) {
        var pattern = new StringBuilder();
        section.forEach(token -> pattern.append(token.text()));
        if (!pattern.toString().matches("0(\\.0+)?e[+-]0+")) {
            return Optional.empty();
        }
        int point = pattern.indexOf(".");
        int e = pattern.indexOf("e");
        int decimals = point < 0 ? 0 : e - point - 1;
        BigDecimal rounded =
                value.signum() == 0 ? value : value.round(new MathContext(decimals + 1, RoundingMode.HALF_UP));
        int exponent = value.signum() == 0 ? 0 : rounded.precision() - rounded.scale() - 1;
        String mantissa = rounded.movePointLeft(exponent)
                .setScale(decimals, RoundingMode.HALF_UP)
                .toPlainString();
        String digits = String.valueOf(Math.abs(exponent));
        String zeros = "0".repeat(Math.max(0, pattern.length() - e - 2 - digits.length()));
        String sign = exponent < 0 ? "-" : pattern.charAt(e + 1) == '+' ? "+" : "";
        return Optional.of(mantissa + "E" + sign + zeros + digits);
    }
}
