package dev.upserter.state.lost;

/** Numbers, each once, in an open hash table of 16 bytes a number or less than twice that. For one thread. */
public final class LongSet {
    private static final int FIRST_ROOM = 16;

    /** 0 is no number but a free place; {@link #hasZero} stands for it. */
    private long[] table = new long[FIRST_ROOM];

    private int size;
    private boolean hasZero;

    public boolean isEmpty() {
        return size == 0 && !hasZero;
    }

    int size() {
        return size + (hasZero ? 1 : 0);
    }

    /** The numbers are parts of good hashes. */
    private int placeOf(long number) {
        int place = (int) number & table.length - 1;
        while (table[place] != 0 && table[place] != number) {
            place = place + 1 & table.length - 1;
        }
        return place;
    }

    public boolean contains(long number) {
        return number == 0 ? hasZero : table[placeOf(number)] != 0;
    }

    public void add(long number) {
        if (number == 0) {
            hasZero = true;
            return;
        }
        int place = placeOf(number);
        if (table[place] == 0) {
            table[place] = number;
            size++;
            if (size > table.length / 2) {
                grow();
            }
        }
    }

    private void grow() {
        long[] before = table;
        table = new long[before.length * 2];
        for (long number : before) {
            if (number != 0) {
                table[placeOf(number)] = number;
            }
        }
    }

    /** Takes a number out, and puts those in their places that come after it. */
    void remove(long number) {
        if (number == 0) {
            hasZero = false;
            return;
        }
        int place = placeOf(number);
        if (table[place] == 0) {
            return;
        }
        table[place] = 0;
        size--;
        for (int next = place + 1 & table.length - 1; table[next] != 0; next = next + 1 & table.length - 1) {
            long moved = table[next];
            table[next] = 0;
            table[placeOf(moved)] = moved;
        }
    }
}
