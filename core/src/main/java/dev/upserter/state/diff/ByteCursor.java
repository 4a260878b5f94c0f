package dev.upserter.state.diff;

import dev.upserter.json.Varint;

/** Reads bytes that this process has written, from an index on. For one thread. */
final class ByteCursor {
    private final byte[] bytes;
    private int at;

    ByteCursor(byte[] bytes, int from) {
        this.bytes = bytes;
        this.at = from;
    }

    /** The current index. */
    int at() {
        return at;
    }

    /** One byte, as a number from 0 to 255. */
    int octet() {
        return bytes[at++] & 0xFF;
    }

    /** A number in the format of {@link Varint}. */
    long number() {
        long number = Varint.read(bytes, at, bytes.length);
        at += Varint.length(number);
        return number;
    }

    /**
     * Skips bytes.
     *
     * @return the index of the first skipped byte
     */
    int pass(int length) {
        at += length;
        return at - length;
    }
}
