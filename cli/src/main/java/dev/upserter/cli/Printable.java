package dev.upserter.cli;

/** Makes texts that came from files or from the network safe to show. */
final class Printable {
    private Printable() {}

    /** The text on one line, with whatever would steer a terminal or turn the direction of writing shown as a question mark. */
    static String of(String text) {
        if (text.chars().allMatch(c -> c >= ' ' && c < 0x7f)) {
            return text;
        }
        var safe = new StringBuilder(text.length());
        text.codePoints().forEach(c -> safe.appendCodePoint(steers(c) ? '?' : c));
        return safe.toString();
    }

    /** The text cut to so many characters, the last three of them dots where something was cut off. */
    static String cut(String text, int columns) {
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
