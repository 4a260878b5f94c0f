package dev.upserter.run;

import dev.upserter.config.SyncConfig;
import dev.upserter.plan.JoinCounts;
import dev.upserter.report.RunReport;
import dev.upserter.run.change.PlannedChange;
import dev.upserter.run.option.PlanFile;
import dev.upserter.run.option.RunOptions;
import dev.upserter.source.DataFile;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a run would do.
 *
 * @param report what a dry run says
 * @param listed removals first, all of them up to 100,000; then the first 1,000 other changes, up to 8 MB of them, with what
 *     differs where values are kept
 * @param file   what a run needs to do exactly that; null where the data cannot be read again
 */
public record Plan(
        RunReport report,
        List<PlannedChange> listed,
        @Nullable PlanFile file) {
    public Plan {
        listed = List.copyOf(listed);
    }

    /** How many people differ, and how; all zero if the source could not be read. */
    public JoinCounts people() {
        JoinCounts people = report.people();
        return people == null ? JoinCounts.NONE : people;
    }

    /**
     * The plan as one JSON object, several lines.
     *
     * @param folder where the text is to be: files are named from there on, so that both can be moved together
     */
    public String toJson(Path folder) {
        return PlanJson.write(this, folder);
    }

    /**
     * Writes the answer to a query down, for a plan and the run that does it to read the same rows.
     *
     * @param file where to; takes the place of one that is there
     * @return the answer
     * @throws dev.upserter.problem.ProblemException if there is no whole answer, or no room for it
     */
    public static DataFile.Answer freeze(DataFile.Query query, SyncConfig config, RunOptions options, Path file) {
        Answers.write(query, config, options, file);
        return new DataFile.Answer(file, query.name());
    }
}
