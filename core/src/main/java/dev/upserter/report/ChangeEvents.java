package dev.upserter.report;

/**
 * What became of the events that tell of changes of people; they are no rows.
 *
 * @param due     how many there were to send: of what the run found, and what earlier runs left
 * @param sent    how many Customer.io took
 * @param refused how many it did not; the next run sends them again
 * @param left    how many are to be sent by the next run
 */
public record ChangeEvents(long due, long sent, long refused, long left) {
    /** Those that are still to be sent. */
    public static ChangeEvents due(long due) {
        return new ChangeEvents(due, 0, 0, due);
    }
}
