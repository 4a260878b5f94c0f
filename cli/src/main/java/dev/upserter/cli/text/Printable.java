package dev.upserter.cli.text;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Makes texts from files or the network safe to show. */
public final class Printable {
    private static final Pattern COLOUR = Pattern.compile("\033\\[[0-9;]*m");

    private Printable() {}

    /**
     * The text on one line, with a question mark for each character that would control a terminal or change the direction
     * of writing.
     */
    public static String of(String text) {
        if (text.chars().allMatch(c -> c >= ' ' && c < 0x7f)) {
            return text;
        }
        var safe = new StringBuilder(text.length());
        text.codePoints().forEach(c -> safe.appendCodePoint(steers(c) ? '?' : c));
        return safe.toString();
    }

    /**
     * A whole output, such as JSON, a configuration or a message: with escapes for each character that would control a
     * terminal or change the direction of writing. Such characters occur only within its texts. Line breaks and colours are
     * kept.
     */
    public static String escaped(String whole) {
        if (whole.chars().allMatch(c -> c >= ' ' && c < 0x7f || c == '\n')) {
            return whole;
        }
        Matcher colours = COLOUR.matcher(whole);
        var safe = new StringBuilder(whole.length());
        int done = 0;
        while (colours.find()) {
            escape(whole, done, colours.start(), safe);
            safe.append(colours.group());
            done = colours.end();
        }
        escape(whole, done, whole.length(), safe);
        return safe.toString();
    }

    private static void escape(String whole, int start, int end, StringBuilder safe) {
        for (int i = start; i < end; i++) {
            char c = whole.charAt(i);
            boolean stays = c == '\n' || c == '\t' || Character.isSurrogate(c) || !steers(c);
            safe.append(stays ? String.valueOf(c) : String.format(Locale.ROOT, "\\u%04x", (int) c));
        }
    }

    /** The text cut to this many characters; if it was cut, the last three are dots. */
    public static String cut(String text, int columns) {
        if (text.codePointCount(0, text.length()) <= columns) {
            return text;
        }
        return text.substring(0, text.offsetByCodePoints(0, Math.max(0, columns - 3))) + "...";
    }

    private static boolean steers(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> true;
            default -> false;
        };
    }
}
