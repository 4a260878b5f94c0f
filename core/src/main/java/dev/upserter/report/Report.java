package dev.upserter.report;

import dev.upserter.plan.JoinCounts;
import dev.upserter.problem.Code;
import dev.upserter.problem.Level;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a run did. Immutable; its counts add up.
 *
 * @param run         the run's id: UTC date, time and four hexadecimal digits; ids sort by time
 * @param sync        the name of the sync
 * @param status      how it ended
 * @param destination where the rows went, for people: a URL or {@code nowhere (dry run)}
 * @param records     what became of the rows
 * @param people      how people differ from what was delivered before; null where that was not looked at
 * @param requests    what went over the wire
 * @param duration    from start to end
 * @param problems    by code, the gravest first
 * @param fields      what the mapping did with the fields of the source
 * @param files       the files the run left
 * @param resumed     runs before it that it finished first, the oldest first
 */
public record Report(
        String run,
        String sync,
        Status status,
        String destination,
        Counts records,
        @Nullable JoinCounts people,
        Requests requests,
        Duration duration,
        List<Finding> problems,
        Fields fields,
        Files files,
        List<Report> resumed) {

    public Report {
        problems = List.copyOf(problems);
        resumed = List.copyOf(resumed);
    }

    /** Of a run that finished no other first. */
    public Report(
            String run,
            String sync,
            Status status,
            String destination,
            Counts records,
            @Nullable JoinCounts people,
            Requests requests,
            Duration duration,
            List<Finding> problems,
            Fields fields,
            Files files) {
        this(run, sync, status, destination, records, people, requests, duration, problems, fields, files, List.of());
    }

    /**
     * The exit code of the command: 4 where Customer.io refused the credentials, else that of the status; the worst one where
     * other runs were finished first. One of them that its own data stopped again is given up, which a run that comes to its end
     * does not hide; and a command that sent something does not end as one that sent nothing.
     */
    public int exitCode() {
        int own = ownExitCode();
        int others = resumed.stream().mapToInt(Report::exitCode).reduce(0, Math::max);
        if (own <= Status.COMPLETED_WITH_PROBLEMS.exitCode()) {
            return Math.max(own, Math.min(others, Status.COMPLETED_WITH_PROBLEMS.exitCode()));
        }
        boolean hasSent = resumed.stream().anyMatch(run -> run.requests.sent() > 0);
        boolean isRefused = own == Status.REFUSED.exitCode() && hasSent;
        return Math.max(isRefused ? Status.STOPPED.exitCode() : own, others);
    }

    private int ownExitCode() {
        boolean unauthorized = problems.stream()
                .anyMatch(finding -> finding.level() == Level.STOP
                        && (finding.code() == Code.AUTH_REJECTED || finding.code() == Code.AUTH_FORBIDDEN));
        return unauthorized ? 4 : status.exitCode();
    }

    /**
     * Reads what {@link #toJson} wrote.
     *
     * @throws IOException if the text is no report, or one of a build that knows more than this one
     */
    public static Report fromJson(String text) throws IOException {
        return ReportReader.read(text);
    }

    /** The report as one JSON object; the form is described in docs/cli.md. */
    public String toJson() {
        return ReportJson.write(this);
    }
}
