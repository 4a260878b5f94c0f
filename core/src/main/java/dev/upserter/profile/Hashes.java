package dev.upserter.profile;

/** A set of 64-bit hashes, up to a limit of its own and one that it shares with others. For one thread. */
final class Hashes {
    /** No set holds more. */
    static final int MAX = 1 << 18;

    private final Room room;
    private long[] table = new long[64];
    private int size;
    private boolean zero;

    Hashes(Room room) {
        this.room = room;
    }

    /** The room that several sets share. */
    static final class Room {
        private int left = 1 << 22;
    }

    /** Adds a hash; false if it is there already. */
    boolean add(long hash) {
        if (hash == 0) {
            boolean fresh = !zero;
            zero = true;
            return count(fresh);
        }
        if (size * 2 > table.length) {
            grow();
        }
        return count(put(table, hash));
    }

    private boolean count(boolean fresh) {
        if (fresh) {
            size++;
            room.left--;
        }
        return fresh;
    }

    private void grow() {
        long[] larger = new long[table.length * 2];
        for (long hash : table) {
            if (hash != 0) {
                put(larger, hash);
            }
        }
        table = larger;
    }

    private static boolean put(long[] table, long hash) {
        int mask = table.length - 1;
        int at = (int) (hash ^ hash >>> 32) & mask;
        while (table[at] != 0) {
            if (table[at] == hash) {
                return false;
            }
            at = at + 1 & mask;
        }
        table[at] = hash;
        return true;
    }

    int size() {
        return size;
    }

    boolean isFull() {
        return size >= MAX || room.left <= 0;
    }
}
