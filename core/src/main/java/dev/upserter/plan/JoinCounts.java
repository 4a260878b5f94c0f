package dev.upserter.plan;

/**
 * What came of holding a source against the state.
 *
 * @param added      people of whom nothing was delivered so far
 * @param changed    people of whom something else was delivered, or who are sent again without a change
 * @param returned   people who had been marked as removed
 * @param unchanged  people who are as they were delivered
 * @param removed    people who are no longer in the source
 * @param duplicates rows that do not stand, because another of the same person does
 * @param known      people who were known
 */
public record JoinCounts(
        long added, long changed, long returned, long unchanged, long removed, long duplicates, long known) {
    /** Of a source that holds nobody, where nobody is known. */
    public static final JoinCounts NONE = new JoinCounts(0, 0, 0, 0, 0, 0, 0);

    /** How many people differ. */
    public long changes() {
        return added + changed + returned + removed;
    }
}
