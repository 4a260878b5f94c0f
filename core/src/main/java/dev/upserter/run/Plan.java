package dev.upserter.run;

import dev.upserter.report.Report;
import dev.upserter.state.JoinCounts;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a run would do.
 *
 * @param report what a dry run says
 * @param listed the first changes, with what differs where values are kept
 * @param file   what a run needs to do exactly that; null where the data cannot be read again
 */
public record Plan(
        Report report, List<PlannedChange> listed, @Nullable PlanFile file) {
    /** So many changes are listed. */
    public static final int MOST_LISTED = 1000;

    public Plan {
        listed = List.copyOf(listed);
    }

    /** How many people differ, and how; all zero if the source could not be read. */
    public JoinCounts people() {
        JoinCounts people = report.people();
        return people == null ? JoinCounts.NONE : people;
    }

    /** The plan as one JSON object, several lines. */
    public String toJson() {
        return PlanJson.write(this);
    }
}
