package dev.upserter.guard;

/**
 * Remembers the first value of each of the last keys, in constant memory: of at least the last 786,432 keys and at most
 * twice as many, in 20 MB at most. For one thread.
 */
final class KeyWindow {
    private static final int MAX_SLOTS = 1 << 20;
    private static final int MAX_KEYS = MAX_SLOTS / 4 * 3;

    private Table young = new Table(1024);
    private Table old = new Table(1);
    private boolean forgetful;

    /** Open addressing; a free slot has value 0. Of a value, 16 bits are kept. */
    private static final class Table {
        private long[] keys;
        private char[] values;
        private int size;

        Table(int slots) {
            keys = new long[slots];
            values = new char[slots];
        }

        int slot(long key) {
            int mask = keys.length - 1;
            int i = (int) (key ^ key >>> 32) & mask;
            while (values[i] != 0 && keys[i] != key) {
                i = (i + 1) & mask;
            }
            return i;
        }

        void put(long key, char value) {
            int i = slot(key);
            keys[i] = key;
            values[i] = value;
            size++;
            if (size > keys.length / 4 * 3 && keys.length < MAX_SLOTS) {
                grow();
            }
        }

        private void grow() {
            long[] oldKeys = keys;
            char[] oldValues = values;
            keys = new long[oldKeys.length * 2];
            values = new char[oldKeys.length * 2];
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
     * Whether the key has come before with another value; if it has not come, the value is remembered.
     *
     * @param key   any 64 bits
     * @param value any 64 bits; two different ones are taken for the same once in 65,000 times
     */
    boolean hasOther(long key, long value) {
        char given = (char) Math.max(1, value >>> 48);
        int slot = young.slot(key);
        if (young.values[slot] != 0) {
            return young.values[slot] != given;
        }
        char known = old.values[old.slot(key)];
        young.put(key, known == 0 ? given : known);
        if (young.size == MAX_KEYS) {
            forgetful = old.size > 0;
            old = young;
            young = new Table(1024);
        }
        return known != 0 && known != given;
    }

    /** Whether keys have been forgotten. */
    boolean isForgetful() {
        return forgetful;
    }
}
