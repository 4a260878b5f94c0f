package dev.upserter.operation.text;

import dev.upserter.json.JsonValue;

/** Characters that show nothing: blanks of any kind, controls and format characters, as the zero-width space. Stateless. */
public final class Blanks {
    private Blanks() {}

    /** Whether a character shows nothing. */
    public static boolean isBlank(int character) {
        return Character.isWhitespace(character)
                || Character.isSpaceChar(character)
                || Character.isISOControl(character)
                || Character.getType(character) == Character.FORMAT;
    }

    /** Whether a text shows nothing: it has no character, or none but such. */
    public static boolean isBlank(JsonValue text) {
        byte first = text.bytes()[text.start() + 1];
        boolean visible = first > ' ' && first != '"' && first != '\\' && first != 0x7F;
        return !visible && text.text().codePoints().allMatch(Blanks::isBlank);
    }

    /** The text without such characters around it. */
    public static String strip(String text) {
        int start = 0;
        int end = text.length();
        while (start < end && isBlank(text.codePointAt(start))) {
            start += Character.charCount(text.codePointAt(start));
        }
        while (end > start && isBlank(text.codePointBefore(end))) {
            end -= Character.charCount(text.codePointBefore(end));
        }
        return text.substring(start, end);
    }
}
