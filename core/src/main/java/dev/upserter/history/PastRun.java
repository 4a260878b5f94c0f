package dev.upserter.history;

import dev.upserter.report.Report;
import java.time.Instant;
import java.util.Optional;

/**
 * A run as its folder tells of it.
 *
 * @param id         the run's id
 * @param sync       the name of the sync; empty where the folder does not say
 * @param started    when it started, to the second
 * @param ending     how far it has come
 * @param endpoint   the base URL that it sent to; empty for Customer.io, or where its folder does not say
 * @param acknowledged rows that are known to be delivered; 0 where the report tells
 * @param report     its report; empty where it has not ended, left none, or left one that this build cannot read
 * @param reportJson the report as the run wrote it; empty where it has not ended, or left none
 */
public record PastRun(
        String id,
        String sync,
        Instant started,
        Ending ending,
        Optional<String> endpoint,
        long acknowledged,
        Optional<Report> report,
        Optional<String> reportJson) {

    /** How far a run has come. */
    public enum Ending {
        /** It read its whole source, or was refused. */
        ENDED,
        /** It stopped before its end and left a report. */
        STOPPED,
        /** It was killed: no report says how it ended. */
        CUT_OFF,
        /** It is under way now. */
        UNDER_WAY
    }
}
