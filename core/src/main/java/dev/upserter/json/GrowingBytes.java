package dev.upserter.json;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/** A byte buffer that grows as it is written. For one thread. */
public final class GrowingBytes {
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
    private static final int LARGE = 1 << 20;

    private byte[] bytes;
    private int length;

    /** An empty buffer with this capacity. */
    public GrowingBytes(int room) {
        this.bytes = new byte[room];
    }

    /** The buffer, of which the first {@link #length()} bytes were written; valid until more is written. */
    public byte[] bytes() {
        return bytes;
    }

    /** The number of bytes written. */
    public int length() {
        return length;
    }

    /** Discards what was written; keeps the capacity. */
    public void clear() {
        length = 0;
    }

    /** The capacity in bytes. */
    public int room() {
        return bytes.length;
    }

    /** Discards all but the first bytes. */
    public void cut(int to) {
        length = to;
    }

    /** Writes one byte. */
    public void put(int value) {
        reserve(1);
        bytes[length++] = (byte) value;
    }

    /** Writes eight bytes, big-endian. */
    public void putLong(long value) {
        reserve(Long.BYTES);
        LONGS.set(bytes, length, value);
        length += Long.BYTES;
    }

    /** Writes a non-negative number in the format of {@link Varint}. */
    public void putVarint(long value) {
        reserve(Varint.MAX_LENGTH);
        length = Varint.write(value, bytes, length);
    }

    /** Writes the bytes from {@code start} up to {@code end} (exclusive). */
    public void put(byte[] from, int start, int end) {
        reserve(end - start);
        System.arraycopy(from, start, bytes, length, end - start);
        length += end - start;
    }

    /** Writes all of these bytes. */
    public void put(byte[] from) {
        put(from, 0, from.length);
    }

    /** Makes room for this many bytes, which the caller writes from {@link #length()} on. */
    public void reserve(int more) {
        if (length + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, grown(bytes.length, length + more));
        }
    }

    /**
     * The new capacity of a buffer that is too small: twice the old one, or a quarter more where twice would be a waste.
     *
     * @param room   the old capacity in bytes
     * @param needed the required capacity in bytes
     */
    public static int grown(int room, int needed) {
        return Math.max(needed, room < LARGE ? room * 2 : room + room / 4);
    }

    /** Counts bytes that the caller has written. */
    public void advance(int written) {
        length += written;
    }

    /** A copy of what was written. */
    public byte[] toArray() {
        return Arrays.copyOf(bytes, length);
    }
}
