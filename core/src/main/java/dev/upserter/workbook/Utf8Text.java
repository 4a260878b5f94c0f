package dev.upserter.workbook;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Converts texts of a workbook to UTF-8. Stateless. */
final class Utf8Text {
    /**
     * A character that XML cannot contain, or the start of a text that looks like its escape (ECMA-376, part 1,
     * ST_Xstring).
     */
    private static final Pattern ESCAPED = Pattern.compile("_x([0-9A-Fa-f]{4})_");

    private Utf8Text() {}

    /** The text with its escapes resolved. */
    static String unescape(String text) {
        if (!text.contains("_x")) {
            return text;
        }
        return ESCAPED.matcher(text).replaceAll(found -> {
            char meant = (char) Integer.parseInt(found.group(1), 16);
            return Matcher.quoteReplacement(String.valueOf(meant));
        });
    }

    /**
     * Writes a text; an unpaired surrogate becomes U+FFFD.
     *
     * @param target with room for three bytes per char
     * @return the index after the text
     */
    static int write(String text, byte[] target, int from) {
        int at = from;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < 0x80) {
                target[at++] = (byte) c;
            } else if (c < 0x800) {
                target[at++] = (byte) (0xC0 | c >> 6);
                target[at++] = (byte) (0x80 | c & 0x3F);
            } else if (Character.isHighSurrogate(c)
                    && i + 1 < text.length()
                    && Character.isLowSurrogate(text.charAt(i + 1))) {
                int point = Character.toCodePoint(c, text.charAt(++i));
                target[at++] = (byte) (0xF0 | point >> 18);
                target[at++] = (byte) (0x80 | point >> 12 & 0x3F);
                target[at++] = (byte) (0x80 | point >> 6 & 0x3F);
                target[at++] = (byte) (0x80 | point & 0x3F);
            } else {
                char whole = Character.isSurrogate(c) ? '\uFFFD' : c;
                target[at++] = (byte) (0xE0 | whole >> 12);
                target[at++] = (byte) (0x80 | whole >> 6 & 0x3F);
                target[at++] = (byte) (0x80 | whole & 0x3F);
            }
        }
        return at;
    }
}
