package dev.upserter.workbook;

import dev.upserter.workbook.FormatToken.Sign;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;

/** A section of a format that shows the digits of a number, with texts before, between and after them. */
final class ShownDigits {
    private final List<FormatToken> section;
    private final int point;
    private final int scale;
    private final boolean isGrouped;

    ShownDigits(List<FormatToken> section) {
        this.section = section;
        List<Sign> signs = section.stream().map(FormatToken::sign).toList();
        int found = signs.indexOf(Sign.POINT);
        this.point = found < 0 ? section.size() : found;
        List<Sign> whole = signs.subList(0, point);
        int last = whole.lastIndexOf(Sign.DIGIT);
        int percents = (int) signs.stream().filter(Sign.PERCENT::equals).count();
        int thousands = commasBehind(last, signs);
        int lastOfAll = signs.lastIndexOf(Sign.DIGIT);
        thousands += lastOfAll > last ? commasBehind(lastOfAll, signs) : 0;
        this.scale = 2 * percents - 3 * thousands;
        int first = whole.indexOf(Sign.DIGIT);
        this.isGrouped = first >= 0 && whole.subList(first, last + 1).contains(Sign.COMMA);
    }

    private static int commasBehind(int digit, List<Sign> signs) {
        int end = digit + 1;
        while (digit >= 0 && end < signs.size() && signs.get(end) == Sign.COMMA) {
            end++;
        }
        return end - digit - 1;
    }

    /** The text of a non-negative number. */
    String of(BigDecimal value) {
        int decimals = (int) section.subList(point, section.size()).stream()
                .filter(token -> token.sign() == Sign.DIGIT)
                .count();
        BigDecimal rounded = value.scaleByPowerOfTen(scale).setScale(decimals, RoundingMode.HALF_UP);
        String digits = rounded.toPlainString();
        int end = decimals == 0 ? digits.length() : digits.length() - decimals - 1;
        return whole(digits.substring(0, end)) + fraction(digits.substring(Math.min(digits.length(), end + 1)));
    }

    /** From the last digit to the first; the first position takes all that remain. */
    private String whole(String digits) {
        String left = digits.equals("0") ? "" : digits;
        var text = new StringBuilder();
        int places = (int) section.subList(0, point).stream()
                .filter(token -> token.sign() == Sign.DIGIT)
                .count();
        int shown = 0;
        for (int i = point - 1; i >= 0; i--) {
            FormatToken token = section.get(i);
            if (token.sign() == Sign.DIGIT) {
                places--;
                do {
                    String digit =
                            left.isEmpty() ? token.text().equals("0") ? "0" : "" : left.substring(left.length() - 1);
                    left = left.isEmpty() ? left : left.substring(0, left.length() - 1);
                    boolean comma = isGrouped && !digit.isEmpty() && shown > 0 && shown % 3 == 0;
                    text.insert(0, comma ? digit + "," : digit);
                    shown += digit.length();
                } while (places == 0 && !left.isEmpty());
            } else if (token.sign() != Sign.COMMA) {
                text.insert(0, token.text());
            }
        }
        return text.toString();
    }

    private String fraction(String digits) {
        var text = new StringBuilder();
        int at = 0;
        int kept = digits.replaceFirst("0+$", "").length();
        for (FormatToken token : section.subList(point, section.size())) {
            if (token.sign() == Sign.DIGIT) {
                text.append(at < kept || token.text().equals("0") ? digits.substring(at, at + 1) : "");
                at++;
            } else if (token.sign() != Sign.COMMA) {
                text.append(token.text());
            }
        }
        return text.toString();
    }
}
