package dev.upserter.guard;

import dev.upserter.memory.MemoryShare;

/**
 * Remembers the last events by their ids, in constant memory: at least the last 786,432, in 30 MB at most. Where the run has
 * less memory for it, the last 16,384 at least. For one thread.
 */
final class EventWindow {
    private final MemoryShare memory;
    private KeyLog young;
    private KeyLog old;

    /** An empty window, which takes memory from a share as it grows. */
    EventWindow(MemoryShare memory) {
        this.memory = memory;
        this.young = new KeyLog(memory);
        this.old = new KeyLog(memory);
    }

    /** What is known of an id. */
    enum Known {
        /** It is new, as far as is remembered. */
        NOTHING,
        /** It came before, with the same data. */
        SAME,
        /** It came before, with other data. */
        OTHER
    }

    /**
     * Looks for an id, and remembers it if it is new.
     *
     * @param key  any 64 bits
     * @param data of which the upper 16 bits are compared
     */
    Known look(long key, long data) {
        char given = (char) Math.max(1, data >>> 48);
        char known = young.find(key);
        if (known == 0) {
            known = old.find(key);
        }
        if (known == 0) {
            add(key, given);
            return Known.NOTHING;
        }
        return known == given ? Known.SAME : Known.OTHER;
    }

    private void add(long key, char value) {
        if (young.isFull()) {
            makeRoom();
        }
        young.add(key, value);
    }

    private void makeRoom() {
        if (!young.grow()) {
            old.release();
            old = young;
            young = new KeyLog(memory);
            young.grow();
        }
    }
}
