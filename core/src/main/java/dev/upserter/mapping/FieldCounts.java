package dev.upserter.mapping;

/** How many records had each field that a mapping reads. For one thread. */
final class FieldCounts {
    private final long[] found;
    private long read;
    private long mapped;
    private long keyed;

    FieldCounts(int places) {
        found = new long[places];
    }

    void find(int place) {
        found[place]++;
    }

    /** Counts a record that was looked at. */
    void read() {
        read++;
    }

    /** Counts a record that the filter let through. */
    void map(boolean withKey) {
        mapped++;
        keyed += withKey ? 1 : 0;
    }

    long mapped() {
        return mapped;
    }

    long keyed() {
        return keyed;
    }

    long found(int place) {
        return found[place];
    }

    /** How many records were asked for a field. */
    long asked(Places.Use use) {
        return switch (use) {
            case LEAVES, USER_ID, WHEN -> mapped;
            case FILTER -> read;
            case NOTHING -> 0;
        };
    }
}
