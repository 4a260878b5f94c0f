package dev.upserter.source.json;

import dev.upserter.json.ValueKind;
import dev.upserter.record.Shapes;
import dev.upserter.record.SourceRecord;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * A fast reader for objects of the common form: with the fields of the previous object, in the same order, and without
 * nested values. It leaves everything else to the parser, including malformed JSON, and so reports no errors. For one
 * thread.
 */
final class PlainObjects {
    /** The object is left to the parser. */
    static final int OTHER = -1;

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ONES = 0x0101_0101_0101_0101L;
    private static final long HIGH = 0x8080_8080_8080_8080L;
    private static final long QUOTES = '"' * ONES;
    private static final long BACKSLASHES = '\\' * ONES;
    private static final long BLANKS = ' ' * ONES;

    private PlainObjects() {}

    /**
     * Reads one object on one line.
     *
     * @param bytes  UTF-8
     * @param start  index of the first byte; anything but an opening brace is left to the parser
     * @param end    index after the last byte that may be read
     * @param record takes the fields; its content is undefined unless the object was read
     * @param shapes already begun; take the names
     * @return the index after the closing brace, or {@link #OTHER}
     */
    static int read(byte[] bytes, int start, int end, SourceRecord record, Shapes shapes) {
        if (start >= end || bytes[start] != '{') {
            return OTHER;
        }
        int i = start;
        do {
            int name = skipSpaces(bytes, i + 1, end);
            int colon = skipSpaces(bytes, shapes.addSame(bytes, name, end), end);
            if (colon >= end || bytes[colon] != ':') {
                return OTHER;
            }
            int from = skipSpaces(bytes, colon + 1, end);
            int to = readValue(bytes, from, end, record, shapes.lastAdded(), start);
            i = skipSpaces(bytes, to, end);
        } while (i < end && bytes[i] == ',');
        return i < end && bytes[i] == '}' && shapes.isSame() ? i + 1 : OTHER;
    }

    private static int skipSpaces(byte[] bytes, int start, int end) {
        int i = start;
        while (i < end && bytes[i] == ' ') {
            i++;
        }
        return i;
    }

    /** The index after the value, or {@code end} if it is not a simple value. */
    private static int readValue(byte[] bytes, int from, int end, SourceRecord record, int field, int start) {
        if (from >= end) {
            return end;
        }
        ValueKind kind;
        int to;
        byte first = bytes[from];
        if (first == '"') {
            kind = ValueKind.TEXT;
            to = endOfText(bytes, from + 1, end);
        } else if (first == '-' || first >= '0' && first <= '9') {
            to = endOfWhole(bytes, from, end);
            kind = ValueKind.INTEGER;
            if (to < end && (bytes[to] == '.' || (bytes[to] | 0x20) == 'e')) {
                kind = ValueKind.DECIMAL;
                to = endOfDecimal(bytes, to, end);
            }
        } else {
            kind = first == 't' ? ValueKind.TRUE : first == 'f' ? ValueKind.FALSE : ValueKind.NULL;
            to = endOfWord(bytes, from, end, first);
        }
        record.field(field, from - start, to - start, kind);
        return to;
    }

    /** The index after the closing quote; {@code end} if there is none, or an escape is malformed. */
    private static int endOfText(byte[] bytes, int start, int end) {
        int i = start;
        while (i <= end - 8) {
            long eight = (long) LONGS.get(bytes, i);
            long special = (eight - BLANKS & ~eight | zeros(eight ^ QUOTES) | zeros(eight ^ BACKSLASHES)) & HIGH;
            if (special == 0) {
                i += 8;
                continue;
            }
            i += Long.numberOfTrailingZeros(special) >>> 3;
            if (bytes[i] == '"') {
                return i + 1;
            }
            if (bytes[i] != '\\') {
                return end;
            }
            i = endOfEscape(bytes, i, end);
        }
        while (i < end && bytes[i] != '"') {
            if (bytes[i] >= 0 && bytes[i] < ' ') {
                return end;
            }
            i = bytes[i] == '\\' ? endOfEscape(bytes, i, end) : i + 1;
        }
        return Math.min(i + 1, end);
    }

    /** Sets the highest bit in the lowest byte that is zero, and in none below. */
    private static long zeros(long eight) {
        return eight - ONES & ~eight;
    }

    private static int endOfEscape(byte[] bytes, int backslash, int end) {
        if (backslash + 6 > end) {
            return end;
        }
        return switch (bytes[backslash + 1]) {
            case '"', '\\', '/', 'b', 'f', 'n', 'r', 't' -> backslash + 2;
            case 'u' -> areHexDigits(bytes, backslash + 2, backslash + 6) ? backslash + 6 : end;
            default -> end;
        };
    }

    private static boolean areHexDigits(byte[] bytes, int start, int end) {
        for (int i = start; i < end; i++) {
            if (Character.digit(bytes[i], 16) < 0) {
                return false;
            }
        }
        return true;
    }

    /** The index after an optional minus and the digits; a leading zero must be the only digit. */
    private static int endOfWhole(byte[] bytes, int start, int end) {
        int first = bytes[start] == '-' ? start + 1 : start;
        int to = endOfDigits(bytes, first, end);
        boolean wrong = to == first || bytes[first] == '0' && to > first + 1;
        return wrong ? end : to;
    }

    private static int endOfDigits(byte[] bytes, int start, int end) {
        int i = start;
        while (i < end && bytes[i] >= '0' && bytes[i] <= '9') {
            i++;
        }
        return i;
    }

    /** The index after the fraction and the exponent; one of them starts here. */
    private static int endOfDecimal(byte[] bytes, int start, int end) {
        int i = start;
        if (bytes[i] == '.') {
            i = endOfDigits(bytes, start + 1, end);
            if (i == start + 1) {
                return end;
            }
        }
        if (i < end && (bytes[i] | 0x20) == 'e') {
            int sign = i + 1 < end && (bytes[i + 1] == '+' || bytes[i + 1] == '-') ? 1 : 0;
            int digits = i + 1 + sign;
            i = endOfDigits(bytes, digits, end);
            return i == digits ? end : i;
        }
        return i;
    }

    /** The index after true, false or null. */
    private static int endOfWord(byte[] bytes, int start, int end, byte first) {
        int length = first == 'f' ? 5 : 4;
        if (start + length >= end) {
            return end;
        }
        boolean is = switch (first) {
            case 't' -> bytes[start + 1] == 'r' && bytes[start + 2] == 'u' && bytes[start + 3] == 'e';
            case 'f' ->
                bytes[start + 1] == 'a'
                        && bytes[start + 2] == 'l'
                        && bytes[start + 3] == 's'
                        && bytes[start + 4] == 'e';
            case 'n' -> bytes[start + 1] == 'u' && bytes[start + 2] == 'l' && bytes[start + 3] == 'l';
            default -> false;
        };
        return is ? start + length : end;
    }
}
