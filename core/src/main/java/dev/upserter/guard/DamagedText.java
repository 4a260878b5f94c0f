package dev.upserter.guard;

import dev.upserter.json.JsonText;
import dev.upserter.json.JsonValue;
import java.util.Optional;
import java.util.regex.Pattern;

/** Sees in a text that characters were lost or taken for others on its way. Stateless. */
final class DamagedText {
    /** How windows-1252 shows the second byte of a character of two bytes; marks that end a quotation are left out. */
    private static final String SECOND =
            "[\u0080-\u00BF\u20AC\u201A\u0192\u201E\u2026\u2020\u2021\u02C6\u2030\u0160\u2039\u0152\u017D\u201C\u2022\u2013"
                    + "\u2014\u02DC\u2122\u0161\u203A\u0153\u017E\u0178]";

    /** Latin letters, then Cyrillic ones, punctuation, a byte-order mark, and the sign for a lost character. */
    private static final Pattern TAKEN_FOR_OTHERS = Pattern.compile("[\u00C2\u00C3]" + SECOND + "|(?:[\u00D0\u00D1]"
            + SECOND + "){2}|\u00E2\u20AC|\u00E2\u0080|\u00EF\u00BB\u00BF|\u00EF\u00BF\u00BD");

    private static final byte LOST = (byte) 0xEF;
    private static final byte LATIN = (byte) 0xC3;

    private DamagedText() {}

    /** What shows that characters were lost; nothing does in most texts. */
    static Optional<String> lost(JsonValue value) {
        if (isSound(value)) {
            return Optional.empty();
        }
        String text = JsonText.unescape(value.json());
        if (text.indexOf('\0') >= 0) {
            return Optional.of("holds a character zero (U+0000)");
        }
        return text.indexOf('\uFFFD') >= 0
                ? Optional.of("holds the sign for a character that was lost (U+FFFD)")
                : Optional.empty();
    }

    /** Whether it looks like UTF-8 that was read as windows-1252 or Latin-1: two or three strange signs for one letter. */
    static boolean wasReadWrongly(JsonValue value) {
        return !isSound(value)
                && TAKEN_FOR_OTHERS.matcher(JsonText.unescape(value.json())).find();
    }

    /** Whether none of the signs can be in it, as its bytes tell; most texts in any language are sound. */
    private static boolean isSound(JsonValue value) {
        byte[] bytes = value.bytes();
        if (JsonText.isPlain(bytes, value.start(), value.end())) {
            return true;
        }
        for (int i = value.start(); i < value.end() - 2; i++) {
            byte b = bytes[i];
            if (b == '\\' && bytes[i + 1] == 'u'
                    || b == LOST && bytes[i + 1] == (byte) 0xBF
                    || b == LATIN && bytes[i + 2] < 0 && isFirst(bytes[i + 1])) {
                return false;
            }
        }
        return true;
    }

    /** Whether it is the second byte of a sign that the first byte of a longer character is taken for. */
    private static boolean isFirst(byte second) {
        return switch (second & 0xFF) {
            case 0x82, 0x83, 0x90, 0x91, 0xA2, 0xAF -> true;
            default -> false;
        };
    }
}
