package dev.upserter.json;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Checks UTF-8 (RFC 3629): no overlong forms, no surrogates, nothing above U+10FFFF. */
public final class Utf8 {
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long NOT_ASCII = 0x8080_8080_8080_8080L;

    private Utf8() {}

    /** The index of the first byte that is not ASCII, or {@code end}. */
    public static int skipAscii(byte[] bytes, int start, int end) {
        int i = start;
        while (i <= end - 8 && ((long) LONGS.get(bytes, i) & NOT_ASCII) == 0) {
            i += 8;
        }
        while (i < end && bytes[i] >= 0) {
            i++;
        }
        return i;
    }

    /**
     * The length of the character that starts here: 1 to 4; 0 if {@code end} cuts it off; negative if it is not valid
     * UTF-8.
     */
    public static int characterLength(byte[] bytes, int i, int end) {
        int first = bytes[i] & 0xFF;
        if (first < 0x80) {
            return 1;
        }
        if (first < 0xC2 || first > 0xF4) {
            return -1;
        }
        int length = first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;
        for (int n = 1; n < length; n++) {
            if (i + n >= end) {
                return 0;
            }
            if (!continues(first, n, bytes[i + n] & 0xFF)) {
                return -1;
            }
        }
        return length;
    }

    private static boolean continues(int first, int n, int next) {
        if (n > 1) {
            return (next & 0xC0) == 0x80;
        }
        int lowest = first == 0xE0 ? 0xA0 : first == 0xF0 ? 0x90 : 0x80;
        int highest = first == 0xED ? 0x9F : first == 0xF4 ? 0x8F : 0xBF;
        return next >= lowest && next <= highest;
    }

    /** The index of the first byte that is not valid UTF-8, or {@code end}; a truncated character is invalid. */
    public static int firstInvalid(byte[] bytes, int start, int end) {
        int i = skipAscii(bytes, start, end);
        while (i < end) {
            int length = characterLength(bytes, i, end);
            if (length <= 0) {
                return i;
            }
            i = length == 1 ? skipAscii(bytes, i, end) : i + length;
        }
        return end;
    }

    /** The number of characters in these bytes; an invalid byte counts as one. */
    public static long countCharacters(byte[] bytes, int start, int end, boolean valid) {
        return valid ? countStarts(bytes, start, end) : countOneByOne(bytes, start, end);
    }

    /** The number of bytes that do not continue a character (10xxxxxx). */
    private static long countStarts(byte[] bytes, int start, int end) {
        long continuations = 0;
        int i = start;
        for (; i <= end - 8; i += 8) {
            long eight = (long) LONGS.get(bytes, i);
            continuations += Long.bitCount(eight & ~(eight << 1) & NOT_ASCII);
        }
        for (; i < end; i++) {
            continuations += (bytes[i] & 0xC0) == 0x80 ? 1 : 0;
        }
        return end - start - continuations;
    }

    private static long countOneByOne(byte[] bytes, int start, int end) {
        long count = 0;
        for (int i = start; i < end; i += Math.max(1, characterLength(bytes, i, end))) {
            count++;
        }
        return count;
    }
}
