package dev.upserter.report;

import dev.upserter.plan.JoinCounts;
import dev.upserter.problem.Code;
import dev.upserter.problem.Level;
import java.io.IOException;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The result of a run. Immutable; its counts add up.
 *
 * @param run         the run's id: UTC date, time and four hexadecimal digits; ids sort by time
 * @param sync        the name of the sync
 * @param type        what its rows became: the key {@code type} of the configuration; null if that could not be read
 * @param status      how it ended
 * @param destination where the rows went, for people to read: a URL or {@code nowhere (dry run)}
 * @param records     the outcome of the rows
 * @param people      how its rows differ from what was delivered before; null if this was not compared
 * @param requests    the network traffic
 * @param duration    from start to end
 * @param problems    by code, most severe first
 * @param fields      what the mapping did with the fields of the source
 * @param files       the files that the run left
 * @param resumed     earlier runs that it finished first, oldest first
 * @param changeEvents what became of the events that tell of changes; null where none were to be sent
 * @param cause       what was thrown, by a stream that the program gave or by anything else, and ended the run; null where
 *     nothing was, and in a report that was read from a file. Its message may hold values: it is in no text of the report
 */
public record RunReport(
        String run,
        String sync,
        @Nullable String type,
        Status status,
        String destination,
        Counts records,
        @Nullable JoinCounts people,
        Requests requests,
        Duration duration,
        List<Finding> problems,
        Fields fields,
        Files files,
        List<RunReport> resumed,
        @Nullable ChangeEvents changeEvents,
        @Nullable Throwable cause) {
    /** The destination of a dry run. */
    public static final String NOT_SENT = "nowhere (dry run)";
    /** The destination of a plan. */
    public static final String PLANNED = "nowhere (plan)";
    /** The destination of a run that takes its source as delivered. */
    public static final String TAKEN = "nowhere (baseline)";
    /** What rows became where a report of an earlier build does not say it. */
    static final String PERSON = "person";

    private static final Set<Code> REFUSED_KEYS =
            EnumSet.of(Code.AUTH_REJECTED, Code.AUTH_FORBIDDEN, Code.APP_KEY_REJECTED);

    public RunReport {
        problems = List.copyOf(problems);
        resumed = List.copyOf(resumed);
    }

    /** The same, with other problems. */
    public RunReport withProblems(List<Finding> others) {
        return new RunReport(
                run,
                sync,
                type,
                status,
                destination,
                records,
                people,
                requests,
                duration,
                others,
                fields,
                files,
                resumed,
                changeEvents,
                cause);
    }

    /**
     * The exit code of the command: 4 if Customer.io refused the credentials, else that of the status. If other runs were
     * finished first, it is the worst one. An earlier run that its own data stopped again is given up; the success of this
     * run does not hide that. A command that sent something does not exit as one that sent nothing.
     */
    public int exitCode() {
        int own = ownExitCode();
        int others = resumed.stream().mapToInt(RunReport::exitCode).reduce(0, Math::max);
        if (own <= Status.COMPLETED_WITH_PROBLEMS.exitCode()) {
            return Math.max(own, Math.min(others, Status.COMPLETED_WITH_PROBLEMS.exitCode()));
        }
        boolean hasSent = resumed.stream().anyMatch(run -> run.requests.sent() > 0);
        boolean isRefused = own == Status.REFUSED.exitCode() && hasSent;
        return Math.max(isRefused ? Status.STOPPED.exitCode() : own, others);
    }

    private int ownExitCode() {
        boolean unauthorized = problems.stream()
                .anyMatch(finding -> finding.level() == Level.STOP && REFUSED_KEYS.contains(finding.code()));
        return unauthorized ? 4 : status.exitCode();
    }

    /**
     * Parses the result of {@link #toJson}.
     *
     * @throws IOException if the text is not a report, or one of a later version
     */
    public static RunReport fromJson(String text) throws IOException {
        return ReportReader.read(text);
    }

    /** The report as one JSON object; docs/cli.md describes the format. */
    public String toJson() {
        return ReportJson.write(this);
    }
}
