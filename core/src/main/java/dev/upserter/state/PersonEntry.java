package dev.upserter.state;

import dev.upserter.plan.Fingerprinter;
import dev.upserter.plan.GrowingBytes;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * What is known of one person, as it stands in some bytes: kind, hash of the key, fingerprint, key, and the values sent
 * last where they are kept. A view that moves from entry to entry; for one thread.
 */
public final class PersonEntry {
    /** Customer.io has the person as the fingerprint says. */
    public static final int PRESENT = 0;

    /** The person was marked as removed at Customer.io, by a flag. */
    public static final int MARKED = 1;

    /** The person is to be forgotten. */
    public static final int FORGOTTEN = 2;

    /** The person stands in the source, in a row that is not sent. */
    public static final int SEEN = 3;

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
    /** The fingerprint of no values. */
    private static final byte[] UNKNOWN = new byte[Fingerprinter.LENGTH];

    private static final int HASH = 1;
    private static final int FINGERPRINT = HASH + Long.BYTES;
    private static final int KEY_LENGTH = FINGERPRINT + Fingerprinter.LENGTH;
    private static final int LONGEST = 1 << 24;

    private byte[] bytes = new byte[0];
    private int start;
    private int keyStart;
    private int keyEnd;
    private int valuesStart;
    private int end;

    /** Writes an entry up to its values; their length and they come behind. */
    public static void begin(int kind, long hash, byte[] fingerprint, byte[] key, int from, int to, GrowingBytes out) {
        out.put(kind);
        out.putLong(hash);
        out.put(fingerprint, 0, Fingerprinter.LENGTH);
        out.putVarint(to - from);
        out.put(key, from, to);
    }

    /**
     * Writes a whole entry.
     *
     * @param fingerprint {@link Fingerprinter#LENGTH} bytes
     * @param key         in UTF-8
     * @param values      empty where they are not kept
     */
    public static void write(int kind, long hash, byte[] fingerprint, byte[] key, byte[] values, GrowingBytes out) {
        begin(kind, hash, fingerprint, key, 0, key.length, out);
        out.putVarint(values.length);
        out.put(values);
    }

    /** Writes a whole entry of the same person of whom nobody knows what Customer.io has: of no fingerprint, and no values. */
    public void writeUnsure(GrowingBytes out) {
        int at = out.length();
        begin(UNKNOWN, out);
        out.bytes()[at] = PRESENT;
        out.putVarint(0);
    }

    /** Whether nobody knows what Customer.io has of the person: a request about them was cut off. */
    public boolean isUnsure() {
        int from = start + FINGERPRINT;
        return kind() == PRESENT
                && Arrays.equals(bytes, from, from + Fingerprinter.LENGTH, UNKNOWN, 0, Fingerprinter.LENGTH);
    }

    /** Writes this entry up to its values, with another kind. */
    public void begin(int kind, GrowingBytes out) {
        int at = out.length();
        out.put(bytes, start, keyEnd);
        out.bytes()[at] = (byte) kind;
    }

    /** Writes this entry up to its values, with another fingerprint. */
    public void begin(byte[] fingerprint, GrowingBytes out) {
        out.put(bytes, start, start + FINGERPRINT);
        out.put(fingerprint, 0, Fingerprinter.LENGTH);
        out.put(bytes, start + KEY_LENGTH, keyEnd);
    }

    /**
     * Looks at the entry that starts at an index.
     *
     * @param limit index after the last byte there is
     * @return whether the whole entry is there
     * @throws IllegalArgumentException if what is there is no entry
     */
    public boolean look(byte[] at, int from, int limit) {
        bytes = at;
        start = from;
        int next = from + KEY_LENGTH;
        long length = next < limit ? varint(at, next, limit) : -1;
        if (length < 0) {
            return false;
        }
        keyStart = next + varintLength(length);
        long afterKey = keyStart + length;
        long values = afterKey < limit ? varint(at, (int) afterKey, limit) : -1;
        if (values < 0) {
            return false;
        }
        keyEnd = (int) afterKey;
        valuesStart = keyEnd + varintLength(values);
        if (valuesStart + values > limit) {
            return false;
        }
        end = (int) (valuesStart + values);
        if (at[from] < PRESENT || at[from] > SEEN) {
            throw new IllegalArgumentException("no entry");
        }
        return true;
    }

    /** The number at an index; -1 if it is not there as a whole. */
    public static long varint(byte[] at, int from, int limit) {
        long value = 0;
        for (int i = from, shift = 0; i < limit; i++, shift += 7) {
            value |= (long) (at[i] & 0x7F) << shift;
            if (at[i] >= 0) {
                if (value < 0 || value > LONGEST) {
                    throw new IllegalArgumentException("no length");
                }
                return value;
            }
            if (shift > 28) {
                throw new IllegalArgumentException("no length");
            }
        }
        return -1;
    }

    public static int varintLength(long value) {
        return value == 0 ? 1 : (Long.SIZE - Long.numberOfLeadingZeros(value) + 6) / 7;
    }

    public int kind() {
        return bytes[start];
    }

    /** The hash of the key; entries are sorted by it, as a number without a sign, and then by the key. */
    public long hash() {
        return (long) LONGS.get(bytes, start + HASH);
    }

    /** What the person is known by. */
    public String key() {
        return new String(bytes, keyStart, keyEnd - keyStart, StandardCharsets.UTF_8);
    }

    /** The values sent last, a JSON object; empty where they are not kept. */
    public byte[] values() {
        return Arrays.copyOfRange(bytes, valuesStart, end);
    }

    /** What the person is known by, in UTF-8. */
    public byte[] keyBytes() {
        return Arrays.copyOfRange(bytes, keyStart, keyEnd);
    }

    /** The fingerprint of the values; {@link Fingerprinter#LENGTH} bytes. */
    public byte[] fingerprint() {
        return Arrays.copyOfRange(bytes, start + FINGERPRINT, start + KEY_LENGTH);
    }

    /** The index after the entry. */
    public int end() {
        return end;
    }

    public boolean sameFingerprint(PersonEntry other) {
        int mine = start + FINGERPRINT;
        int theirs = other.start + FINGERPRINT;
        return Arrays.equals(
                bytes, mine, mine + Fingerprinter.LENGTH, other.bytes, theirs, theirs + Fingerprinter.LENGTH);
    }

    /** The order of the state. */
    public int compareTo(PersonEntry other) {
        int byHash = Long.compareUnsigned(hash(), other.hash());
        return byHash != 0
                ? byHash
                : Arrays.compareUnsigned(bytes, keyStart, keyEnd, other.bytes, other.keyStart, other.keyEnd);
    }

    public byte[] bytes() {
        return bytes;
    }

    public int start() {
        return start;
    }

    /** The kind alone; never the key or the values, which are personal data. */
    @Override
    public String toString() {
        return "PersonEntry[" + kind() + "]";
    }
}
