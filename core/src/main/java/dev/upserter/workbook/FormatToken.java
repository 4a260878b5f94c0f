package dev.upserter.workbook;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

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
