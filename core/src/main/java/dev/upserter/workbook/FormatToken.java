package dev.upserter.workbook;

import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A part of a number format (ECMA-376, part 1, 18.8.31).
 *
 * @param text its text: a literal text unchanged, letters in lower case
 */
record FormatToken(Sign sign, String text) {
    private static final Pattern TOKEN = Pattern.compile(
            "\"(?<quoted>[^\"]*)\"?|\\\\(?<escaped>.)|(?<hidden>[_*].|\\\\$)"
                    + "|\\[(?<elapsed>[hH]+|[mM]+|[sS]+)\\]|\\[\\$(?<currency>[^\\]-]*)[^\\]]*\\]|\\[(?<condition>[<>=][^\\]]*)\\]"
                    + "|(?<colour>\\[[^\\]]*\\])|(?<general>[gG][eE][nN][eE][rR][aA][lL])|(?<half>[aA][mM]/[pP][mM]|[aA]/[pP])"
                    + "|(?<exponent>[eE][+-])|(?<letters>(?<letter>[a-zA-Z])\\k<letter>*)|(?<digit>[0#?])|(?<point>\\.)|(?<comma>,)"
                    + "|(?<percent>%)|(?<slash>/)|(?<cell>@)|(?<end>;)|(?<other>.)",
            Pattern.DOTALL);

    /** A sign or name of a currency; one without is only a language. */
    private static final Pattern CURRENCY = Pattern.compile("\\[\\$[^\\]-]");

    /** Names of currencies; each of ISO 4217 besides. */
    private static final Set<String> CURRENCIES = Stream.concat(
                    Currency.getAvailableCurrencies().stream().map(Currency::getCurrencyCode),
                    Stream.of("kr", "kr.", "z\u0142", "Fr", "Fr.", "SFr", "SFr.", "Rs", "Rs."))
            .collect(Collectors.toUnmodifiableSet());

    /** Texts around the digits of a code; signs of currencies and units show that the number is none. */
    private static final Pattern IN_CODE = Pattern.compile("[\\p{L}\\p{N} .()/+#:\u2013-]*");

    /** The function of a part. */
    enum Sign {
        LITERAL,
        ELAPSED,
        LETTERS,
        HALF_DAY,
        DIGIT,
        POINT,
        COMMA,
        PERCENT,
        EXPONENT,
        SLASH,
        GENERAL,
        CONDITION
    }

    /** The sections of a format: for positive numbers, negative ones, zero, and texts. */
    static List<List<FormatToken>> sections(String format) {
        List<List<FormatToken>> sections = new ArrayList<>();
        List<FormatToken> section = new ArrayList<>();
        Matcher found = TOKEN.matcher(format);
        while (found.find()) {
            if (found.group("end") != null) {
                sections.add(section);
                section = new ArrayList<>();
            } else if (found.group("hidden") == null && found.group("colour") == null) {
                section.add(token(found));
            }
        }
        sections.add(section);
        return sections;
    }

    /**
     * Whether a format shows each whole number with all its digits, leading zeros among them: it has several zeros, the last
     * at its end, no other digits, and no currency.
     */
    static boolean isCode(String format) {
        List<List<FormatToken>> sections = sections(format);
        List<FormatToken> shown = sections.getFirst().stream()
                .filter(token -> !token.text.isEmpty())
                .toList();
        long zeros = shown.stream().filter(FormatToken::isZero).count();
        return zeros > 1
                && !isMoney(format, shown)
                && sections.size() < 3
                && shown.getLast().isZero()
                && shown.stream()
                        .allMatch(token -> token.isZero()
                                || token.sign == Sign.LITERAL
                                        && IN_CODE.matcher(token.text).matches());
    }

    private static boolean isMoney(String format, List<FormatToken> shown) {
        String texts = shown.stream()
                .filter(token -> token.sign == Sign.LITERAL)
                .map(FormatToken::text)
                .collect(Collectors.joining());
        return CURRENCY.matcher(format).find() || CURRENCIES.contains(texts.strip());
    }

    private boolean isZero() {
        return sign == Sign.DIGIT && text.equals("0");
    }

    private static FormatToken token(Matcher found) {
        for (Group group : Group.values()) {
            String text = found.group(group.name().toLowerCase(Locale.ROOT));
            if (text != null) {
                return new FormatToken(group.sign, group.sign == Sign.LITERAL ? text : text.toLowerCase(Locale.ROOT));
            }
        }
        return new FormatToken(Sign.LITERAL, found.group());
    }

    private enum Group {
        QUOTED(Sign.LITERAL),
        ESCAPED(Sign.LITERAL),
        CURRENCY(Sign.LITERAL),
        OTHER(Sign.LITERAL),
        ELAPSED(Sign.ELAPSED),
        CONDITION(Sign.CONDITION),
        GENERAL(Sign.GENERAL),
        CELL(Sign.GENERAL),
        HALF(Sign.HALF_DAY),
        EXPONENT(Sign.EXPONENT),
        LETTERS(Sign.LETTERS),
        DIGIT(Sign.DIGIT),
        POINT(Sign.POINT),
        COMMA(Sign.COMMA),
        PERCENT(Sign.PERCENT),
        SLASH(Sign.SLASH);

        private final Sign sign;

        Group(Sign sign) {
            this.sign = sign;
        }
    }
}
