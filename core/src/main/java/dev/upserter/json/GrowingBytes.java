package dev.upserter.json;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/** Bytes that are written one behind the other, in room that grows. For one thread. */
public final class GrowingBytes {
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
    private static final int LARGE = 1 << 20;

    private byte[] bytes;
    private int length;

    /** Nothing yet, with this much room. */
    public GrowingBytes(int room) {
        this.bytes = new byte[room];
    }

    /** The first {@link #length()} of these were written; good until more is. */
    public byte[] bytes() {
        return bytes;
    }

    /** How many bytes were written. */
    public int length() {
        return length;
    }

    /** Forgets what was written; the room stays. */
    public void clear() {
        length = 0;
    }

    /** How many bytes there is room for. */
    public int room() {
        return bytes.length;
    }

    /** Forgets all but the first bytes. */
    public void cut(int to) {
        length = to;
    }

    /** Writes one byte. */
    public void put(int value) {
        reserve(1);
        bytes[length++] = (byte) value;
    }

    /** Writes eight bytes, the highest first. */
    public void putLong(long value) {
        reserve(Long.BYTES);
        LONGS.set(bytes, length, value);
        length += Long.BYTES;
    }

    /** Writes a number that is not negative, as {@link Varint} does. */
    public void putVarint(long value) {
        reserve(Varint.MAX_LENGTH);
        length = Varint.write(value, bytes, length);
    }

    /** Writes the bytes from one index to before another. */
    public void put(byte[] from, int start, int end) {
        reserve(end - start);
        System.arraycopy(from, start, bytes, length, end - start);
        length += end - start;
    }

    /** Writes all of these bytes. */
    public void put(byte[] from) {
        put(from, 0, from.length);
    }

    /** Makes room for so many bytes, to be written by other hands from {@link #length()} on. */
    public void reserve(int more) {
        if (length + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, grown(bytes.length, length + more));
        }
    }

    /**
     * How much room to make where there is too little: twice as much, or a quarter more where twice would be a waste.
     *
     * @param room   bytes that there are
     * @param needed bytes that there must be
     */
    public static int grown(int room, int needed) {
        return Math.max(needed, room < LARGE ? room * 2 : room + room / 4);
    }

    /** Counts bytes as written that other hands wrote. */
    public void advance(int written) {
        length += written;
    }

    /** What was written, in bytes of its own. */
    public byte[] toArray() {
        return Arrays.copyOf(bytes, length);
    }
}
