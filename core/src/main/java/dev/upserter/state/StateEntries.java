package dev.upserter.state;

import dev.upserter.json.GrowingBytes;
import java.io.IOException;

/** Entries of people, one after the other, in bytes that somebody else owns: valid until these are overwritten. */
public final class StateEntries {
    private final byte[] bytes;
    private final int from;
    private final int to;

    /** The entries from one index up to another (exclusive). */
    public StateEntries(byte[] bytes, int from, int to) {
        this.bytes = bytes;
        this.from = from;
        this.to = to;
    }

    /** All entries written. */
    public static StateEntries in(GrowingBytes written) {
        return new StateEntries(written.bytes(), 0, written.length());
    }

    public boolean isEmpty() {
        return from == to;
    }

    /** Receives the entries one by one. */
    public interface Taker {
        /** The entry is valid until this returns. */
        void take(StateEntry entry) throws IOException;
    }

    /**
     * Passes each entry to the taker.
     *
     * @throws IOException if the bytes are not whole entries
     */
    public void forEach(Taker taker) throws IOException {
        var entry = new StateEntry();
        for (int at = from; at < to; at = entry.end()) {
            look(entry, at);
            taker.take(entry);
        }
    }

    private void look(StateEntry entry, int at) throws IOException {
        try {
            if (entry.look(bytes, at, to)) {
                return;
            }
        } catch (IllegalArgumentException e) {
            throw new IOException("a note of what was sent is damaged", e);
        }
        throw new IOException("a note of what was sent is torn");
    }

    /** Copies them. */
    public void write(GrowingBytes out) {
        out.put(bytes, from, to);
    }

    /** The bytes that hold them, from {@link #from} on; must not be changed. */
    public byte[] bytes() {
        return bytes;
    }

    /** The index of the first. */
    public int from() {
        return from;
    }

    /** Their length in bytes. */
    public int length() {
        return to - from;
    }

    /** Shows their length; never keys or values, which are personal data. */
    @Override
    public String toString() {
        return "StateEntries[" + length() + "]";
    }
}
