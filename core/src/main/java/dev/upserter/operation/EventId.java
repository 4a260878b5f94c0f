package dev.upserter.operation;

import java.nio.charset.StandardCharsets;

/**
 * What makes an event the same whenever it is sent: Customer.io ignores a second one with the id (Track API reference, "id",
 * a ULID). Immutable.
 */
public final class EventId {
    /** The length of a ULID in characters. */
    public static final int LENGTH = 26;

    private final byte[] ulid;
    private final long key;
    private final long data;

    /**
     * An id.
     *
     * @param ulid its characters, in ASCII
     * @param key  64 bits that two events share only if they have one id, but for very rare accidents
     * @param data bits of the event's data, 0 where the id tells them apart; the upper 16 differ for others, mostly
     */
    public EventId(byte[] ulid, long key, long data) {
        if (ulid.length != LENGTH) {
            throw new IllegalArgumentException("a ULID has " + LENGTH + " characters");
        }
        this.ulid = ulid.clone();
        this.key = key;
        this.data = data;
    }

    /** 64 bits that are equal for equal ids. */
    public long key() {
        return key;
    }

    /** Bits that differ, mostly, for events that say something else under one id. */
    public long data() {
        return data;
    }

    int write(byte[] target, int at) {
        return EntryHead.write(ulid, target, at);
    }

    /** The ULID. */
    @Override
    public String toString() {
        return new String(ulid, StandardCharsets.US_ASCII);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof EventId id && toString().equals(id.toString());
    }

    @Override
    public int hashCode() {
        return Long.hashCode(key);
    }
}
