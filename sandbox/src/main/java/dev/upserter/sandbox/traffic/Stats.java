package dev.upserter.sandbox.traffic;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a workspace has seen since the start or the last reset. Immutable.
 *
 * @param people                  people who exist now
 * @param requests                requests under /api/ that arrived, including those for the region and unauthorised ones
 * @param requestBytes            bytes of their bodies as received, before decoding
 * @param answers                 answers given, by status; cut connections are in {@code unanswered}
 * @param unanswered              connections cut instead of an answer
 * @param entriesApplied          entries that took effect or were validly ignored; a v1 call counts as one
 * @param entriesRefused          single entries refused in a 207 or a 400
 * @param overlaps                how often a request touched a person whom another unanswered request touched at the same
 *     time
 * @param mostInFlight            the largest number of unanswered requests at any moment, except those for the region
 * @param attributeUpdateFailures identifiers sent as attributes that belong to somebody else or cannot be changed; the real
 *     service reports them only in its activity log
 * @param missedUpdates           update-only identifies, or those by cio_id, for people who do not exist
 * @param suppressed              identifies ignored because the identifier is suppressed
 * @param faults                  requests with a fault, drawn or scripted
 * @param unknownCalls            requests for what the sandbox does not know
 * @param forgotten               recorded requests that had to go for newer ones
 */
public record Stats(
        int people,
        long requests,
        long requestBytes,
        Map<Integer, Long> answers,
        long unanswered,
        long entriesApplied,
        long entriesRefused,
        long overlaps,
        int mostInFlight,
        long attributeUpdateFailures,
        long missedUpdates,
        long suppressed,
        long faults,
        long unknownCalls,
        long forgotten) {
    /** Copies the counts by status, in order of status. */
    public Stats {
        answers = Collections.unmodifiableMap(new TreeMap<>(answers));
    }

    /** How many answers had this status. */
    public long answers(int status) {
        return answers.getOrDefault(status, 0L);
    }
}
