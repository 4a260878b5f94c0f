package dev.upserter.source.csv;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Compares column names, ignoring the case of ASCII letters, blanks around them, and whether a blank, a dash or an
 * underscore separates their words. Stateless.
 */
public final class LooseNames {
    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

    private LooseNames() {}

    /** A name as {@link #isSame} takes it. */
    public static byte[] folded(String name) {
        byte[] folded = name.strip().getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < folded.length; i++) {
            folded[i] = fold(folded[i]);
        }
        return folded;
    }

    /** What {@link #isSame} compares of a text, as a key; bytes that no text has but this one. */
    static String key(String text) {
        boolean marked = text.startsWith("\ufeff");
        String bare = marked ? text.substring(1) : text;
        boolean quoted = marked && bare.length() > 1 && bare.startsWith("\"") && bare.endsWith("\"");
        return new String(folded(quoted ? bare.substring(1, bare.length() - 1) : bare), StandardCharsets.UTF_8);
    }

    /** Whether a text is such a name, perhaps after a byte-order mark, as the first line of a file has one. */
    public static boolean isSame(byte[] text, int start, int end, byte[] folded) {
        int from = start;
        int to = end;
        if (to - from > 2 && text[from] == BYTE_ORDER_MARK[0] && isMarked(text, from)) {
            from += BYTE_ORDER_MARK.length;
            boolean quoted = to - from > 1 && text[from] == '"' && text[to - 1] == '"';
            from += quoted ? 1 : 0;
            to -= quoted ? 1 : 0;
        }
        while (from < to && isBlank(text[from])) {
            from++;
        }
        while (to > from && isBlank(text[to - 1])) {
            to--;
        }
        boolean same = to - from == folded.length;
        for (int i = 0; same && i < folded.length; i++) {
            same = fold(text[from + i]) == folded[i];
        }
        return same;
    }

    private static boolean isMarked(byte[] text, int from) {
        return Arrays.equals(text, from, from + BYTE_ORDER_MARK.length, BYTE_ORDER_MARK, 0, BYTE_ORDER_MARK.length);
    }

    private static boolean isBlank(byte b) {
        return b >= 0 && b <= ' ';
    }

    private static byte fold(byte b) {
        return b >= 'A' && b <= 'Z' ? (byte) (b | 0x20) : b == '_' || b == '-' ? (byte) ' ' : b;
    }
}
