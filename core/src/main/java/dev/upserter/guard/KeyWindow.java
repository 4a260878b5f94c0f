package dev.upserter.guard;

import dev.upserter.memory.MemoryShare;
import java.util.Arrays;

/**
 * Remembers the first value of each of the last keys, in constant memory: of at least the last 786,432 keys, in 30 MB at
 * most. Where the run has less memory for it, of the last 16,384 at least. For one thread.
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

    private final MemoryShare memory;
    private long granted;
    private KeyLog young;
    private KeyLog old;
    /** The fewest keys that a forgotten one was compared with; none were forgotten as long as it is the largest number. */
    private int least = Integer.MAX_VALUE;

    /** An empty window, which takes memory from a share as it grows. */
    KeyWindow(MemoryShare memory) {
        this.memory = memory;
        this.young = new KeyLog(memory);
        this.old = new KeyLog(memory);
    }

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
        int more = Math.min(KEYS, noted.length * 2);
        if (more > noted.length && (more <= KeyLog.SURE_KEYS || isGranted((long) more * Long.BYTES - granted))) {
            noted = Arrays.copyOf(noted, more);
        } else {
            next = 0;
            least = Math.min(least, noted.length);
        }
    }

    private boolean isGranted(long bytes) {
        boolean may = memory.keep(bytes);
        granted += may ? bytes : 0;
        return may;
    }

    /** Puts the keys that were only noted where they are compared, the oldest first. */
    private void recall() {
        if (least <= KEYS) {
            recall(next, noted.length);
        }
        recall(0, next);
        noted = new long[0];
        memory.forget(granted);
        granted = 0;
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
        if (!young.grow()) {
            least = old.size() > 0 ? Math.min(least, young.size()) : least;
            old.release();
            old = young;
            young = new KeyLog(memory);
            young.grow();
        }
    }

    /** Whether keys have been forgotten that might have come with another value. */
    boolean isForgetful() {
        return least <= KEYS && !alike;
    }

    /** How many keys it remembers at least; all of them, unless it {@link #isForgetful}. */
    int remembers() {
        return isForgetful() ? least : Integer.MAX_VALUE;
    }
}
