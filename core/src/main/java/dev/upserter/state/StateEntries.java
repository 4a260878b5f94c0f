package dev.upserter.state;

import dev.upserter.json.GrowingBytes;
import java.io.IOException;

/** Entries of people, one after the other, in bytes of somebody else's: good until those are written again. */
public final class StateEntries {
    private final byte[] bytes;
    private final int from;
    private final int to;

    /** Those from one index to before another. */
    public StateEntries(byte[] bytes, int from, int to) {
        this.bytes = bytes;
        this.from = from;
        this.to = to;
    }

    /** All that was written. */
    public static StateEntries in(GrowingBytes written) {
        return new StateEntries(written.bytes(), 0, written.length());
    }

    public boolean isEmpty() {
        return from == to;
    }

    /** Takes one entry after another. */
    public interface Taker {
        /** The entry is good until this returns. */
        void take(StateEntry entry) throws IOException;
    }

    /**
     * Goes through them.
     *
     * @throws IOException if what is there is not whole entries
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

    /** Writes them. */
    public void write(GrowingBytes out) {
        out.put(bytes, from, to);
    }

    /** The bytes they are in, from {@link #from} on; not to be changed. */
    public byte[] bytes() {
        return bytes;
    }

    /** The index of the first. */
    public int from() {
        return from;
    }

    /** How many bytes they take. */
    public int length() {
        return to - from;
    }

    /** How many bytes they take; never the keys or the values, which are personal data. */
    @Override
    public String toString() {
        return "StateEntries[" + length() + "]";
    }
}
