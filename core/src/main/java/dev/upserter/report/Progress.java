package dev.upserter.report;

import dev.upserter.delivery.DeliveryConfig;
import dev.upserter.delivery.Pace;
import java.time.Duration;
import java.util.OptionalDouble;

/**
 * The progress of a run at one moment.
 *
 * @param read         rows read
 * @param delivered    rows acknowledged
 * @param rejected     rows rejected
 * @param deadLetters  rows given up
 * @param inFlight     requests in flight
 * @param retried      retries so far
 * @param sourceBytes  bytes of the source read
 * @param sourceLength bytes of the whole source; 0 if unknown
 * @param elapsed      since the start
 * @param waiting      why the run makes no progress; empty if it does
 * @param requests     requests sent, retries included
 * @param pace         how fast the run may send
 * @param removed      people known before and found absent so far
 * @param filtered     rows left out by the filter
 * @param unchanged    rows that are not sent, because Customer.io has the same values already
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

    /**
     * That of a run which has read nothing yet.
     *
     * @param delivery how it is to send
     */
    public static Progress before(DeliveryConfig delivery, Duration elapsed, String waiting) {
        var pace = new Pace(delivery.requestsPerSecond(), delivery.parallelism(), "");
        return new Progress(0, 0, 0, 0, 0, 0, 0, 0, elapsed, waiting, 0, pace, 0, 0, 0);
    }

    /** What it says of requests alone, with others that were sent before. */
    public Progress ofRequests(long sentBefore, long retriedBefore) {
        return new Progress(
                0,
                0,
                0,
                0,
                inFlight,
                retriedBefore + retried,
                0,
                0,
                elapsed,
                waiting,
                sentBefore + requests,
                pace,
                0,
                0,
                0);
    }

    /** Rows and removals that are finished. */
    public long settled() {
        return filtered + unchanged + delivered + rejected + deadLetters;
    }

    /** Rows and removals that are known so far. */
    private long known() {
        return read + removed;
    }

    /**
     * The finished part of the source, from 0 to 1: the bytes read, times the share of finished rows among those read.
     * Empty if the length of the source is unknown.
     */
    public OptionalDouble share() {
        if (sourceLength == 0) {
            return OptionalDouble.empty();
        }
        double readShare = Math.min(1, sourceBytes / (double) sourceLength);
        return OptionalDouble.of(known() == 0 ? 0 : readShare * Math.min(1, settled() / (double) known()));
    }
}
