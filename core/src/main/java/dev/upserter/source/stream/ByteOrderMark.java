package dev.upserter.source.stream;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** The first bytes of a text that declare its encoding. Stateless. */
public final class ByteOrderMark {
    /** The length of the longest, in bytes. */
    static final int LONGEST = 4;

    /** How many bytes those of UTF-8 at the start of a text may have together. */
    public static final int MOST_OF_UTF8 = 12;

    private ByteOrderMark() {}

    /** The length of the marks of UTF-8 at the start of some bytes: programs that copy a text may write one before its own. */
    public static int lengthOfUtf8(byte[] b, int length) {
        int marks = 0;
        while (marks < MOST_OF_UTF8
                && marks + 3 <= length
                && (b[marks] & 0xFF) == 0xEF
                && (b[marks + 1] & 0xFF) == 0xBB
                && (b[marks + 2] & 0xFF) == 0xBF) {
            marks += 3;
        }
        return marks;
    }

    /** The encoding, whose decoder skips the mark; except for UTF-8, whose mark is kept. */
    public static Optional<Charset> of(byte[] b) {
        return of(b, b.length);
    }

    /**
     * The mark at the start of some bytes.
     *
     * @param length how many of the bytes are present
     */
    public static Optional<Charset> of(byte[] b, int length) {
        if (starts(b, length, 0xFF, 0xFE, 0, 0) || starts(b, length, 0, 0, 0xFE, 0xFF)) {
            return Optional.of(Charset.forName("UTF-32"));
        }
        if (starts(b, length, 0xFF, 0xFE) || starts(b, length, 0xFE, 0xFF)) {
            return Optional.of(StandardCharsets.UTF_16);
        }
        return starts(b, length, 0xEF, 0xBB, 0xBF) ? Optional.of(StandardCharsets.UTF_8) : Optional.empty();
    }

    private static boolean starts(byte[] b, int length, int... mark) {
        if (length < mark.length) {
            return false;
        }
        for (int i = 0; i < mark.length; i++) {
            if ((b[i] & 0xFF) != mark[i]) {
                return false;
            }
        }
        return true;
    }
}
