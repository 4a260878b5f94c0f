package dev.upserter.profile;

import dev.upserter.json.JsonValue;
import dev.upserter.json.ValueKind;

/** Blanks around texts, as columns of a fixed width have them. Stateless. */
final class Padding {
    static final char NO_BREAK = '\u00a0';

    private Padding() {}

    /** A value without blanks around it; the same object where it has none. */
    static JsonValue without(JsonValue value) {
        if (value.kind() != ValueKind.TEXT || value.isEmptyText() || isBare(value)) {
            return value;
        }
        String text = value.text();
        int start = 0;
        int end = text.length();
        while (start < end && isBlank(text.charAt(start))) {
            start++;
        }
        while (end > start && isBlank(text.charAt(end - 1))) {
            end--;
        }
        return end - start == text.length() || isBit(text) ? value : JsonValue.ofText(text.substring(start, end));
    }

    /** Whether it is seen at once that there are none. */
    private static boolean isBare(JsonValue value) {
        return !value.hasEscape() && value.bytes()[value.start() + 1] > ' ' && value.bytes()[value.end() - 2] > ' ';
    }

    /** Whether the blanks around a text are such as a template's {@code strip} leaves. */
    static boolean hasNoBreaks(JsonValue value) {
        String text = value.text().strip();
        return !text.isEmpty() && (text.charAt(0) == NO_BREAK || text.charAt(text.length() - 1) == NO_BREAK);
    }

    /** MySQL writes bits as the characters U+0000 and U+0001. */
    private static boolean isBit(String text) {
        return text.length() == 1 && text.charAt(0) <= 1;
    }

    private static boolean isBlank(char c) {
        return c <= ' ' || c == NO_BREAK;
    }
}
