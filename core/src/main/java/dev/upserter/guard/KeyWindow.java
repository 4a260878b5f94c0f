package dev.upserter.guard;

/**
 * Remembers the first value of each of the last keys, in constant memory: of at least the last 786,432 keys and at most
 * twice as many, in 20 MB at most. For one thread.
 */
final class KeyWindow {
    private static final long SPREAD = 0x9E37_79B9_7F4A_7C15L;
    private static final int MAX_SLOTS = 1 << 20;
    private static final int MAX_KEYS = MAX_SLOTS / 4 * 3;

    private Table young = new Table(1024);
    private Table old = new Table(1);
    private boolean forgetful;

    /** Open addressing; a free slot has key 0. Of a value, 16 bits are kept, never 0. */
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
            int i = (int) (key * SPREAD >>> 32) & mask;
            while (keys[i] != 0 && keys[i] != key) {
                i = (i + 1) & mask;
            }
            return i;
        }

        /** The value of a key, 0 if there is none; looks at the values only where there is one. */
        char get(long key) {
            int i = slot(key);
            return keys[i] == 0 ? 0 : values[i];
        }

        /** Puts a key in where {@link #slot} says that it belongs. */
        void put(int slot, long key, char value) {
            keys[slot] = key;
            values[slot] = value;
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
                if (oldKeys[i] != 0) {
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
     * @param key   any 64 bits; 0 and 1 are taken for the same
     * @param value any 64 bits; two different ones are taken for the same once in 65,000 times
     */
    boolean hasOther(long key, long value) {
        long used = key == 0 ? 1 : key;
        char given = (char) Math.max(1, value >>> 48);
        int slot = young.slot(used);
        if (young.keys[slot] != 0) {
            return young.values[slot] != given;
        }
        char known = old.size == 0 ? 0 : old.get(used);
        char first = known == 0 ? given : known;
        young.put(slot, used, first);
        if (young.size == MAX_KEYS) {
            forgetful = old.size > 0;
            old = young;
            young = new Table(1024);
        }
        return first != given;
    }

    /** Whether keys have been forgotten. */
    boolean isForgetful() {
        return forgetful;
    }
}
