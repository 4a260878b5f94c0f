package dev.upserter.guard;

import java.util.Arrays;

/**
 * Remembers the first value of each of the last keys, in constant memory: of at least the last 786,432 keys, in 30 MB at
 * most. For one thread.
 *
 * <p>Made for keys of which nearly each is new, and most stand for themselves: each look at a large table is a cache miss,
 * so there is one only for a key that comes again.
 */
final class KeyWindow {
    private static final int KEYS = KeyLog.MAX_KEYS;

    /**
     * Whether each key so far came with itself as its value, as ids without a capital letter do. None can have come with
     * another then, so they are only noted, one after the other.
     */
    private boolean alike = true;

    private long[] noted = new long[1024];
    private int next;

    private KeyLog young = new KeyLog();
    private KeyLog old = new KeyLog();
    private boolean forgetful;

    /**
     * Whether the key has come before with another value; if it has not come, the value is remembered.
     *
     * @param key   any 64 bits
     * @param value any 64 bits; two different ones are taken for the same once in 65,000 times
     */
    boolean hasOther(long key, long value) {
        if (alike) {
            if (key == value) {
                note(key);
                return false;
            }
            alike = false;
            recall();
        }
        return compare(key, value);
    }

    private void note(long key) {
        if (next == noted.length) {
            makeRoomForNotes();
        }
        noted[next++] = key;
    }

    /** Growing and starting over are one rare case, so that the second is no news to compiled code. */
    private void makeRoomForNotes() {
        if (noted.length < KEYS) {
            noted = Arrays.copyOf(noted, Math.min(KEYS, noted.length * 2));
        } else {
            next = 0;
            forgetful = true;
        }
    }

    /** Puts the keys that were only noted where they are compared, the oldest first. */
    private void recall() {
        if (forgetful) {
            recall(next, noted.length);
        }
        recall(0, next);
        noted = new long[0];
    }

    private void recall(int from, int to) {
        for (int i = from; i < to; i++) {
            compare(noted[i], noted[i]);
        }
    }

    private boolean compare(long key, long value) {
        char given = (char) Math.max(1, value >>> 48);
        char known = young.find(key);
        if (known == 0) {
            known = old.find(key);
            add(key, known == 0 ? given : known);
        }
        return known != 0 && known != given;
    }

    private void add(long key, char value) {
        if (young.isFull()) {
            makeRoom();
        }
        young.add(key, value);
    }

    /** Growing and starting over are one rare case, here as well. */
    private void makeRoom() {
        if (young.size() == KEYS) {
            forgetful |= old.size() > 0;
            old = young;
            young = new KeyLog();
        }
        young.grow();
    }

    /** Whether keys have been forgotten that might have come with another value. */
    boolean isForgetful() {
        return forgetful && !alike;
    }
}
