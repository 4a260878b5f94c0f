package dev.upserter.guard;

/**
 * Remembers a number for each of the last keys, in constant memory: at least the last million keys, at most two. For
 * one thread.
 */
final class KeyWindow {
    private static final int MAX_KEYS = 1 << 20;

    private Table young = new Table();
    private Table old = new Table();
    private boolean full;

    /** Open addressing; a free slot has value 0. */
    private static final class Table {
        private long[] keys = new long[1024];
        private long[] values = new long[1024];
        private int size;

        int slot(long key) {
            int mask = keys.length - 1;
            int i = (int) (key ^ key >>> 32) & mask;
            while (values[i] != 0 && keys[i] != key) {
                i = (i + 1) & mask;
            }
            return i;
        }

        void put(long key, long value) {
            int i = slot(key);
            if (values[i] == 0) {
                size++;
            }
            keys[i] = key;
            values[i] = value;
            if (size * 2 > keys.length) {
                grow();
            }
        }

        private void grow() {
            long[] oldKeys = keys;
            long[] oldValues = values;
            keys = new long[oldKeys.length * 2];
            values = new long[oldKeys.length * 2];
            for (int i = 0; i < oldKeys.length; i++) {
                if (oldValues[i] != 0) {
                    int slot = slot(oldKeys[i]);
                    keys[slot] = oldKeys[i];
                    values[slot] = oldValues[i];
                }
            }
        }
    }

    /**
     * The number remembered for a key; if there is none, the given one is remembered.
     *
     * @param key   any 64 bits
     * @param value not 0
     */
    long getOrPut(long key, long value) {
        int slot = young.slot(key);
        if (young.values[slot] != 0) {
            return young.values[slot];
        }
        long known = old.values[old.slot(key)];
        young.put(key, known == 0 ? value : known);
        if (young.size == MAX_KEYS) {
            old = young;
            young = new Table();
            full = true;
        }
        return known == 0 ? value : known;
    }

    /** Whether keys have been forgotten, or soon will be. */
    boolean isFull() {
        return full;
    }
}
