package dev.upserter.mapping.spec;

import dev.upserter.json.JsonValue;
import dev.upserter.json.ValueKind;
import dev.upserter.operation.text.Blanks;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads numbers as people write them. Exact; what could be read in two ways is no number. Stateless. */
public final class WrittenNumbers {
    private static final int LONGEST = 100;
    private static final Pattern MONEY = Pattern.compile("(?:\\p{Sc}|[A-Z]{3}|R\\$|kr\\.?|z\u0142)");
    private static final Pattern NAME = Pattern.compile("[A-Z]{3}");

    /** What signs mean where no name is beside them. */
    private static final Map<String, String> SIGNS = Map.of(
            "$", "USD", "\u20ac", "EUR", "\u00a3", "GBP", "\u00a5", "JPY", "\u20b9", "INR", "R$", "BRL", "z\u0142",
            "PLN");

    /** Thousands are set apart by the same sign each time. */
    private static final String WHOLE = "([0-9]{1,3}(?:(GROUP)[0-9]{3}(?:\\2[0-9]{3})*)?|[0-9]+)";

    private static final Pattern POINT = Pattern.compile(WHOLE.replace("GROUP", "[,'\u2019 _]") + "(?:\\.([0-9]+))?");
    private static final Pattern COMMA = Pattern.compile(WHOLE.replace("GROUP", "[.'\u2019 _]") + "(?:,([0-9]+))?");

    private WrittenNumbers() {}

    /** The number; null if the value is none, as it is to be written. */
    public static @Nullable JsonValue read(JsonValue value, Cast.WrittenNumber form) {
        if (value.kind() != ValueKind.TEXT) {
            return null;
        }
        String text = plain(value.text());
        boolean isShare = text.endsWith("%");
        if (text.length() > LONGEST || isShare != form.percent() || hasTwoCurrencies(text)) {
            return null;
        }
        BigDecimal number =
                signed(isShare ? text.substring(0, text.length() - 1).strip() : text, form.decimal());
        if (number == null) {
            return null;
        }
        return JsonValue.ofJson((isShare ? number.movePointLeft(2) : number).toPlainString());
    }

    /**
     * The currency that a number is written with, by its name of three letters where it has one, else by that of its sign;
     * empty where it has none.
     */
    public static Optional<String> currency(String text) {
        List<String> found =
                MONEY.matcher(text).results().map(MatchResult::group).toList();
        return found.stream()
                .filter(money -> NAME.matcher(money).matches())
                .findFirst()
                .or(() -> found.stream().findFirst().map(sign -> SIGNS.getOrDefault(sign, sign)));
    }

    /** With one kind of blank and one kind of minus. */
    private static String plain(String text) {
        var plain = new StringBuilder(text.length());
        Blanks.strip(text)
                .codePoints()
                .forEach(c -> plain.appendCodePoint(Blanks.isBlank(c) ? ' ' : c == 0x2212 ? '-' : c));
        return plain.toString();
    }

    private static @Nullable BigDecimal signed(String text, String decimal) {
        String bare = withoutMoney(text);
        boolean isInBrackets = bare.startsWith("(") && bare.endsWith(")");
        String inner =
                withoutMoney(isInBrackets ? bare.substring(1, bare.length() - 1).strip() : bare);
        boolean isNegative = inner.startsWith("-") || inner.endsWith("-");
        boolean isSigned = isNegative || inner.startsWith("+");
        if (isInBrackets && isSigned) {
            return null;
        }
        int from = inner.startsWith("-") || inner.startsWith("+") ? 1 : 0;
        int to = inner.length() > 1 && inner.endsWith("-") && from == 0 ? inner.length() - 1 : inner.length();
        BigDecimal number = unsigned(withoutMoney(inner.substring(from, to).strip()), decimal);
        return number == null || !isInBrackets && !isNegative ? number : number.negate();
    }

    /** One sign and one name of three letters may go together, as in {@code $12 USD}; two of a kind may not. */
    private static boolean hasTwoCurrencies(String text) {
        int names = 0;
        int signs = 0;
        for (Matcher money = MONEY.matcher(text); money.find(); ) {
            char first = text.charAt(money.start());
            boolean isName = money.end() - money.start() == 3 && first >= 'A' && first <= 'Z';
            names += isName ? 1 : 0;
            signs += isName ? 0 : 1;
        }
        return names > 1 || signs > 1;
    }

    /** Without one name or sign of a currency, before or after it. */
    private static String withoutMoney(String text) {
        Matcher money = MONEY.matcher(text);
        if (money.lookingAt()) {
            return text.substring(money.end()).strip();
        }
        int end = -1;
        while (money.find()) {
            end = money.end() == text.length() ? money.start() : -1;
        }
        return end < 0 ? text : text.substring(0, end).strip();
    }

    private static @Nullable BigDecimal unsigned(String text, String decimal) {
        Matcher number = (decimal.equals(",") ? COMMA : POINT).matcher(text);
        if (!number.matches()) {
            return null;
        }
        String fraction = number.group(3);
        String whole = number.group(1).replaceAll("[^0-9]", "");
        return new BigDecimal(fraction == null ? whole : whole + "." + fraction);
    }
}
