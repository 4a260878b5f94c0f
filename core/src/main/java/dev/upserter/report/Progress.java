package dev.upserter.report;

import dev.upserter.delivery.Pace;
import java.time.Duration;
import java.util.OptionalDouble;

/**
 * How far a run is, at one moment.
 *
 * @param read          rows read
 * @param delivered     rows acknowledged
 * @param rejected      rows rejected
 * @param deadLetters   rows given up
 * @param inFlight      requests under way
 * @param retried       repetitions so far
 * @param sourceBytes   bytes of the source read
 * @param sourceLength  bytes of the whole source, 0 where that is not known
 * @param elapsed       since the start
 * @param waiting       why nothing moves, empty where something does
 * @param requests      requests sent, repetitions included
 * @param pace          how fast it may go
 * @param removed       people known before and found absent so far
 * @param filtered      rows left out by the filter
 * @param unchanged     rows that are not sent, because Customer.io has them as they are
 */
public record Progress(
        long read,
        long delivered,
        long rejected,
        long deadLetters,
        int inFlight,
        long retried,
        long sourceBytes,
        long sourceLength,
        Duration elapsed,
        String waiting,
        long requests,
        Pace pace,
        long removed,
        long filtered,
        long unchanged) {

    /** Rows and removals that have their end. */
    public long settled() {
        return filtered + unchanged + delivered + rejected + deadLetters;
    }

    /** Rows and removals that are known so far. */
    private long known() {
        return read + removed;
    }

    /**
     * Which part of the source has its end, from 0 to 1: of what was read, that is of the bytes read the share of rows that
     * are settled. Empty where the length of the source is not known.
     */
    public OptionalDouble share() {
        if (sourceLength == 0) {
            return OptionalDouble.empty();
        }
        double readShare = Math.min(1, sourceBytes / (double) sourceLength);
        return OptionalDouble.of(known() == 0 ? 0 : readShare * Math.min(1, settled() / (double) known()));
    }
}
