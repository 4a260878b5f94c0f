package dev.upserter.state;

import dev.upserter.json.GrowingBytes;
import dev.upserter.json.Varint;
import dev.upserter.plan.Fingerprinter;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * What is known of one person, as a view of some bytes: a head with kind, hash of the key, fingerprint and key, and then
 * the values sent last, if they are kept, and what else is to be recorded, if anything is. Only this class knows the layout. The view moves from entry to entry; for one
 * thread.
 *
 * <pre>
 * kind 1 | hash 8 | fingerprint 16 | length of the key 1 to 4 | key | length of the values 1 to 4 | values
 * and, if the kind has the bit 16: | length of more 1 to 4 | more
 * </pre>
 */
public final class StateEntry {
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
    /** The fingerprint of unknown values. */
    private static final byte[] UNKNOWN = new byte[Fingerprinter.LENGTH];

    private static final byte[] NO_VALUES = new byte[0];

    /** The first bytes of a fingerprint tell the values, the others the identifier beside the key, where there may be one. */
    private static final int VALUES = 11;

    private static final long OTHER = (1L << 40) - 1;

    private static final int KIND = 0;
    private static final int HASH = KIND + 1;
    private static final int FINGERPRINT = HASH + Long.BYTES;
    private static final int KEY_LENGTH = FINGERPRINT + Fingerprinter.LENGTH;
    private static final int LONGEST = 1 << 24;
    /** Set in the kind of entries that say more. */
    private static final int SAYS_MORE = 0x10;

    private byte[] bytes = new byte[0];
    private int start;
    private int keyStart;
    private int keyEnd;
    private int valuesStart;
    private int valuesEnd;
    private int moreStart;
    private int end;

    /**
     * An entry with bytes of its own.
     *
     * @param fingerprint {@link Fingerprinter#LENGTH} bytes
     * @param key         in UTF-8
     * @param values      empty where they are not kept
     * @throws IllegalArgumentException if the arguments cannot be an entry
     */
    public static StateEntry of(EntryKind kind, long hash, byte[] fingerprint, byte[] key, byte[] values) {
        return of(kind, hash, fingerprint, key, values, NO_VALUES);
    }

    /**
     * An entry with bytes of its own.
     *
     * @param fingerprint {@link Fingerprinter#LENGTH} bytes
     * @param key         in UTF-8
     * @param values      empty where they are not kept
     * @param more        what else is said; empty for nothing
     * @throws IllegalArgumentException if the arguments cannot be an entry
     */
    public static StateEntry of(EntryKind kind, long hash, byte[] fingerprint, byte[] key, byte[] values, byte[] more) {
        if (fingerprint.length != Fingerprinter.LENGTH) {
            throw new IllegalArgumentException("no fingerprint");
        }
        var out = new GrowingBytes(KEY_LENGTH + 2 * Varint.MAX_LENGTH + key.length + values.length);
        writeHead(kind, hash, fingerprint, key, 0, key.length, out);
        writeRest(0, values, more, out);
        var entry = new StateEntry();
        entry.look(out.bytes(), 0, out.length());
        return entry;
    }

    /** Writes the head of an entry; {@link #writeValues} completes it. */
    public static void writeHead(
            EntryKind kind, long hash, byte[] fingerprint, byte[] key, int from, int to, GrowingBytes out) {
        out.put(kind.code());
        out.putLong(hash);
        out.put(fingerprint, 0, Fingerprinter.LENGTH);
        out.putVarint(to - from);
        out.put(key, from, to);
    }

    /** Writes the values that follow a head. */
    public static void writeValues(byte[] values, GrowingBytes out) {
        out.putVarint(values.length);
        out.put(values);
    }

    /**
     * Writes what follows a head.
     *
     * @param start index of the head in what was written
     * @param more  what else is said; empty for nothing
     */
    public static void writeRest(int start, byte[] values, byte[] more, GrowingBytes out) {
        writeValues(values, out);
        if (more.length > 0) {
            out.bytes()[start + KIND] |= SAYS_MORE;
            writeValues(more, out);
        }
    }

    /** Completes a head without values. */
    public static void writeNoValues(GrowingBytes out) {
        writeValues(NO_VALUES, out);
    }

    /** The key in a head that was written on its own, from one index up to another (exclusive). */
    public static String keyOfHead(byte[] head, int from, int to) {
        int lengthAt = from + KEY_LENGTH;
        int length = (int) Varint.read(head, lengthAt, to);
        return new String(head, lengthAt + Varint.length(length), length, StandardCharsets.UTF_8);
    }

    /** The hash of the key in a head that was written on its own. */
    public static long hashOfHead(byte[] head, int from) {
        return (long) LONGS.get(head, from + HASH);
    }

    /** The fingerprint in a head that was written on its own. */
    public static byte[] fingerprintOfHead(byte[] head, int from) {
        return Arrays.copyOfRange(head, from + FINGERPRINT, from + KEY_LENGTH);
    }

    /** The kind in a head that was written on its own. */
    public static EntryKind kindOfHead(byte[] head, int from) {
        return EntryKind.of(head[from + KIND]);
    }

    /** Gives a head that was just written another kind. */
    public static void setKind(EntryKind kind, int start, GrowingBytes out) {
        out.bytes()[start + KIND] = (byte) kind.code();
    }

    /** The first byte of the hash of the entry, or head, at an index: the state is ordered by it first. */
    public static int firstOfHash(byte[] bytes, int start) {
        return bytes[start + HASH] & 0xFF;
    }

    /** Writes a head for the same person with another kind. */
    public void writeHead(EntryKind kind, GrowingBytes out) {
        int at = out.length();
        out.put(bytes, start, keyEnd);
        out.bytes()[at + KIND] = (byte) kind.code();
    }

    /** Writes a head for the same person with another fingerprint. */
    public void writeHead(byte[] fingerprint, GrowingBytes out) {
        out.put(bytes, start, start + FINGERPRINT);
        out.put(fingerprint, 0, Fingerprinter.LENGTH);
        out.put(bytes, start + KEY_LENGTH, keyEnd);
    }

    /** Writes this entry. */
    public void write(GrowingBytes out) {
        out.put(bytes, start, end);
    }

    /** Writes this entry without its values. */
    public void writeWithoutValues(GrowingBytes out) {
        out.put(bytes, start, keyEnd);
        writeNoValues(out);
        out.put(bytes, valuesEnd, end);
    }

    /** Writes an entry for the same person whose values at Customer.io are unknown: without a fingerprint, and with those that may be there. */
    public void writeUnsure(GrowingBytes out) {
        int at = out.length();
        writeHead(UNKNOWN, out);
        out.bytes()[at + KIND] = (byte) EntryKind.PRESENT.code();
        writeRest(at, values(), more(), out);
    }

    /**
     * Writes an entry as {@link #writeUnsure(GrowingBytes)} does, for somebody whom Customer.io has.
     *
     * @param other an identifier that they may have beside the key, in 40 bits, and not 0
     */
    public void writeUnsure(long other, GrowingBytes out) {
        int at = out.length();
        writeUnsure(out);
        putOther(other, out.bytes(), at + FINGERPRINT);
    }

    /**
     * Puts an identifier into a fingerprint, beside what tells the values.
     *
     * @param other in 40 bits; 0 for none
     * @param at    index of the fingerprint
     */
    public static void putOther(long other, byte[] target, int at) {
        for (int i = 0; i < Fingerprinter.LENGTH - VALUES; i++) {
            target[at + Fingerprinter.LENGTH - 1 - i] = (byte) (other >>> Byte.SIZE * i);
        }
    }

    /** The identifier that a person has beside the key, in 40 bits; 0 for none. Any number where none was put. */
    public long other() {
        return other(bytes, start);
    }

    /** The same of a head that was written on its own. */
    public static long otherOfHead(GrowingBytes head) {
        return other(head.bytes(), 0);
    }

    private static long other(byte[] bytes, int start) {
        return (long) LONGS.get(bytes, start + KEY_LENGTH - Long.BYTES) & OTHER;
    }

    /** Writes an entry for the same person that says only that they were seen. */
    public void writeSeen(GrowingBytes out) {
        int at = out.length();
        writeHead(UNKNOWN, out);
        out.bytes()[at + KIND] = (byte) EntryKind.SEEN.code();
        writeNoValues(out);
    }

    /** Whether the person's values at Customer.io are unknown: a request about them was cut off, say. */
    public boolean isUnsure() {
        int from = start + FINGERPRINT;
        return kind() == EntryKind.PRESENT && Arrays.equals(bytes, from, from + VALUES, UNKNOWN, 0, VALUES);
    }

    /**
     * Moves to the entry at an index.
     *
     * @param limit index after the last available byte
     * @return whether the entry is complete
     * @throws IllegalArgumentException if there is no entry
     */
    public boolean look(byte[] at, int from, int limit) {
        bytes = at;
        start = from;
        int next = from + KEY_LENGTH;
        long length = length(at, next, limit);
        if (length < 0) {
            return false;
        }
        keyStart = next + Varint.length(length);
        long afterKey = keyStart + length;
        long values = afterKey < limit ? length(at, (int) afterKey, limit) : -1;
        if (values < 0) {
            return false;
        }
        keyEnd = (int) afterKey;
        valuesStart = keyEnd + Varint.length(values);
        if (valuesStart + values > limit) {
            return false;
        }
        valuesEnd = (int) (valuesStart + values);
        moreStart = valuesEnd;
        end = valuesEnd;
        EntryKind.of(at[from + KIND] & ~SAYS_MORE);
        return (at[from + KIND] & SAYS_MORE) == 0 || lookAtMore(at, limit);
    }

    private boolean lookAtMore(byte[] at, int limit) {
        long length = length(at, valuesEnd, limit);
        if (length < 0 || valuesEnd + Varint.length(length) + length > limit) {
            return false;
        }
        moreStart = valuesEnd + Varint.length(length);
        end = (int) (moreStart + length);
        return true;
    }

    private static long length(byte[] at, int from, int limit) {
        long length = Varint.read(at, from, limit);
        if (length > LONGEST) {
            throw new IllegalArgumentException("no length");
        }
        return length;
    }

    public EntryKind kind() {
        return EntryKind.of(bytes[start + KIND] & ~SAYS_MORE);
    }

    /** The hash of the key; entries are sorted by it, as an unsigned number, and then by the key. */
    public long hash() {
        return (long) LONGS.get(bytes, start + HASH);
    }

    /** The person's key. */
    public String key() {
        return new String(bytes, keyStart, keyEnd - keyStart, StandardCharsets.UTF_8);
    }

    /** The values sent last, a JSON object; empty where they are not kept. */
    public byte[] values() {
        return Arrays.copyOfRange(bytes, valuesStart, valuesEnd);
    }

    /** What else is said; empty for nothing. */
    public byte[] more() {
        return Arrays.copyOfRange(bytes, moreStart, end);
    }

    /** Whether anything else is said. */
    public boolean saysMore() {
        return end > moreStart;
    }

    /** The person's key in UTF-8. */
    public byte[] keyBytes() {
        return Arrays.copyOfRange(bytes, keyStart, keyEnd);
    }

    /** The fingerprint of the values, {@link Fingerprinter#LENGTH} bytes. */
    public byte[] fingerprint() {
        return Arrays.copyOfRange(bytes, start + FINGERPRINT, start + KEY_LENGTH);
    }

    /** Its length in bytes. */
    public int length() {
        return end - start;
    }

    /** The index after the entry. */
    public int end() {
        return end;
    }

    /** Whether another entry's head, written on its own, has the same fingerprint. */
    public boolean hasFingerprintOf(GrowingBytes head) {
        int mine = start + FINGERPRINT;
        return Arrays.equals(bytes, mine, mine + VALUES, head.bytes(), FINGERPRINT, FINGERPRINT + VALUES);
    }

    /** Compares in the order of the state. */
    public int compareWith(StateEntry other) {
        int byHash = Long.compareUnsigned(hash(), other.hash());
        return byHash != 0
                ? byHash
                : Arrays.compareUnsigned(bytes, keyStart, keyEnd, other.bytes, other.keyStart, other.keyEnd);
    }

    /** Whether the key comes before some bytes. */
    public boolean isKeyBefore(byte[] bound) {
        return Arrays.compareUnsigned(bytes, keyStart, keyEnd, bound, 0, bound.length) < 0;
    }

    /** Shows only the kind; never the key or the values, which are personal data. */
    @Override
    public String toString() {
        return "StateEntry[" + kind() + "]";
    }
}
