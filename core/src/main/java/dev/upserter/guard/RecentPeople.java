package dev.upserter.guard;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Remembers of recent people that they had a row, and how new that row was. Its memory is constant, 1 MB at most, so a
 * person may push another out: most repeated people are seen, but not all. For one thread.
 */
final class RecentPeople {
    /** Of a row that does not tell how new it is. */
    static final long UNDATED = Long.MIN_VALUE;

    private static final int PEOPLE = 1 << 16;

    private final long[] people = new long[PEOPLE];
    private long @Nullable [] ages;

    /** Whether an earlier row of the person is remembered. */
    boolean has(long person) {
        return people[place(person)] == person;
    }

    /** How new the newest remembered row of a person is: see {@link RowAge}; {@link #UNDATED} where that is not known. */
    long age(long person) {
        long[] known = ages;
        return known != null && has(person) ? known[place(person)] : UNDATED;
    }

    /** Remembers a row of a person. */
    void put(long person, long age) {
        int place = place(person);
        long[] known = ages;
        if (known == null && age != UNDATED) {
            known = new long[PEOPLE];
            Arrays.fill(known, UNDATED);
            ages = known;
        }
        if (known != null) {
            known[place] = people[place] == person ? Math.max(age, known[place]) : age;
        }
        people[place] = person;
    }

    private static int place(long person) {
        return (int) (person ^ person >>> 32) & PEOPLE - 1;
    }
}
