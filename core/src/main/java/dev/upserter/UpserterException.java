package dev.upserter;

import dev.upserter.problem.ProblemException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Rows were not all delivered ({@link Report#orThrow}), or a configuration is wrong ({@link Upserter.Builder#build}). Keeps
 * report and problems when it is serialized, but not its cause.
 */
public final class UpserterException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final @Nullable Report report;
    private final List<Report.Problem> problems;
    private final transient @Nullable Throwable cause;

    UpserterException(Report report) {
        super(report.toString(), null);
        this.report = report;
        this.problems = report.problems();
        this.cause = report.cause().orElse(null);
    }

    UpserterException(List<Report.Problem> problems, @Nullable Throwable cause) {
        super(problems.stream().map(Report.Problem::toString).collect(Collectors.joining("\n")), null);
        this.report = null;
        this.problems = List.copyOf(problems);
        this.cause = cause;
    }

    static UpserterException of(ProblemException e) {
        return new UpserterException(
                e.problems().stream().map(Report.Problem::of).toList(), e.getCause());
    }

    /** The report of the run; empty if there was none, since the configuration is wrong. */
    public Optional<Report> report() {
        return Optional.ofNullable(report);
    }

    /** What is wrong: all mistakes of a configuration at once, or the problems of the report. */
    public List<Report.Problem> problems() {
        return problems;
    }

    /** What was thrown first, as {@link Report#cause}; null if nothing was. */
    @Override
    public synchronized @Nullable Throwable getCause() {
        return cause;
    }
}
