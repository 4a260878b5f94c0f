package dev.upserter.plan;

/**
 * The result of comparing a source with the state.
 *
 * @param added      people to whom nothing was delivered before
 * @param changed    people to whom other values were delivered, or who are sent again without a change
 * @param returned   people who had been marked as removed
 * @param unchanged  people whose values are as they were delivered
 * @param removed    people who are no longer in the source
 * @param duplicates rows that are not used, because another row of the same person is
 * @param known      people in the state
 */
public record JoinCounts(
        long added, long changed, long returned, long unchanged, long removed, long duplicates, long known) {
    /** For a source without people and an empty state. */
    public static final JoinCounts NONE = new JoinCounts(0, 0, 0, 0, 0, 0, 0);

    /** The same where each row that differs takes something away: nothing of it is added or changed. */
    public JoinCounts takingAway() {
        return new JoinCounts(0, 0, 0, unchanged, changes(), duplicates, known);
    }

    /** The number of people who differ. */
    public long changes() {
        return added + changed + returned + removed;
    }
}
