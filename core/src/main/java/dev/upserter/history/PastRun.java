package dev.upserter.history;

import dev.upserter.report.RunReport;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/**
 * A run, as read from its folder.
 *
 * @param id           the run's id
 * @param sync         the name of the sync; empty if the folder does not contain it
 * @param started      when it started, to the second
 * @param aim          what it was for
 * @param ending       whether and how it has ended
 * @param endpoint     the base URL that it sent to; empty for Customer.io, or if its folder does not contain it
 * @param acknowledged rows that are known to be delivered; 0 if there is a report, which counts them
 * @param report       its report; empty if it has not ended, left none, or left one that this version cannot read
 * @param reportJson   the report as the run wrote it; empty if it has not ended, or left none
 */
public record PastRun(
        String id,
        String sync,
        Instant started,
        Aim aim,
        Ending ending,
        Optional<String> endpoint,
        long acknowledged,
        Optional<RunReport> report,
        Optional<String> reportJson) {

    /** What a run was for. */
    public enum Aim {
        /** To send rows, or what changed. */
        SYNC,
        /** To send again what an earlier run did not deliver. */
        RETRY,
        /** To take the source as delivered. */
        BASELINE,
        /** To see what a run would do. */
        DRY_RUN,
        /** To list what an incremental run would change. */
        PLAN;

        /** Whether it was only to look: nothing was sent, and its rows cannot be sent again by themselves. */
        public boolean isLook() {
            return this == DRY_RUN || this == PLAN;
        }

        /** As it is shown: {@code dry run}. */
        public String spelling() {
            return name().toLowerCase(Locale.ROOT).replace('_', ' ');
        }
    }

    /** Whether and how a run has ended. */
    public enum Ending {
        /** It read its whole source, or was refused. */
        ENDED,
        /** It stopped early and left a report. */
        STOPPED,
        /** It was killed: it left no report. */
        CUT_OFF,
        /** It is active. */
        UNDER_WAY
    }
}
