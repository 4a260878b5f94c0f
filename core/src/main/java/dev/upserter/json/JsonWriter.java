package dev.upserter.json;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;

/** Writes texts as JSON into one buffer, which is reused. For one thread. */
public final class JsonWriter {
    private static final int FIRST_ROOM = 1024;
    private static final int LARGE = 1 << 20;

    private byte[] buffer = new byte[FIRST_ROOM];
    private int length;

    public void clear() {
        if (buffer.length > LARGE) {
            buffer = new byte[FIRST_ROOM]; // do not keep the memory of one huge row
        }
        length = 0;
    }

    /** The buffer; replaced when it grows. */
    public byte[] buffer() {
        return buffer;
    }

    public int length() {
        return length;
    }

    /** Writes bytes without escaping. */
    public void raw(byte[] bytes) {
        reserve(bytes.length);
        System.arraycopy(bytes, 0, buffer, length, bytes.length);
        length += bytes.length;
    }

    public void raw(char c) {
        reserve(1);
        buffer[length++] = (byte) c;
    }

    /** Starts a string. */
    public void open() {
        raw('"');
    }

    /** Ends a string. */
    public void close() {
        raw('"');
    }

    /** Writes part of a string, given as UTF-8. */
    public void text(byte[] bytes, int from, int to) {
        reserve(to - from);
        for (int i = from; i < to; i++) {
            byte b = bytes[i];
            if (b >= 0x20 && b != '"' && b != '\\' || b < 0) {
                if (length == buffer.length) {
                    reserve(to - i);
                }
                buffer[length++] = b;
            } else {
                escape(b);
            }
        }
    }

    private void escape(byte b) {
        switch (b) {
            case '"' -> raw(new byte[] {'\\', '"'});
            case '\\' -> raw(new byte[] {'\\', '\\'});
            case '\n' -> raw(new byte[] {'\\', 'n'});
            case '\r' -> raw(new byte[] {'\\', 'r'});
            case '\t' -> raw(new byte[] {'\\', 't'});
            default -> raw(("\\u" + HexFormat.of().toHexDigits((short) b)).getBytes(StandardCharsets.US_ASCII));
        }
    }

    /** Twice the size, or a quarter more where twice would be a waste. */
    private int grown(int needed) {
        int room = buffer.length;
        return Math.max(needed, room < LARGE ? room * 2 : room + room / 4);
    }

    private void reserve(int more) {
        if (buffer.length - length < more) {
            buffer = Arrays.copyOf(buffer, grown(length + more));
        }
    }
}
