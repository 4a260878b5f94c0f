package dev.upserter.json;

import java.io.IOException;
import java.io.InputStream;

/** Non-negative numbers in as few bytes as they need: seven bits per byte, lowest first. */
public final class Varint {
    /** Enough bytes for any number. */
    public static final int MAX_LENGTH = 9;

    private static final int MORE = 0x80;
    private static final int BITS = 0x7F;
    private static final int SHIFT = 7;

    private Varint() {}

    /** How many bytes a number takes. */
    public static int length(long value) {
        return value == 0 ? 1 : (Long.SIZE - Long.numberOfLeadingZeros(value) + SHIFT - 1) / SHIFT;
    }

    /**
     * Writes a number.
     *
     * @return the index after it
     */
    public static int write(long value, byte[] to, int at) {
        if (value < 0) {
            throw new IllegalArgumentException("below zero");
        }
        int next = at;
        long rest = value;
        while (rest > BITS) {
            to[next++] = (byte) (rest & BITS | MORE);
            rest >>>= SHIFT;
        }
        to[next++] = (byte) rest;
        return next;
    }

    /**
     * Reads a number.
     *
     * @param limit index after the last available byte
     * @return -1 if the number is incomplete
     * @throws IllegalArgumentException if it is longer than any number
     */
    public static long read(byte[] from, int at, int limit) {
        long value = 0;
        for (int i = at; i < limit; i++) {
            value |= bits(from[i], i - at);
            if (from[i] >= 0) {
                return value;
            }
        }
        return -1;
    }

    /**
     * Reads a number from a stream.
     *
     * @return -1 if the stream ends before it
     * @throws IllegalArgumentException if it is longer than any number
     */
    public static long read(InputStream from) throws IOException {
        long value = 0;
        int count = 0;
        for (int next = from.read(); next >= 0; next = from.read()) {
            value |= bits(next, count++);
            if (next < MORE) {
                return value;
            }
        }
        return -1;
    }

    private static long bits(int octet, int place) {
        if (place >= MAX_LENGTH) {
            throw new IllegalArgumentException("no number");
        }
        return (long) (octet & BITS) << place * SHIFT;
    }
}
