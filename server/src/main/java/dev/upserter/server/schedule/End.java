package dev.upserter.server.schedule;

import dev.upserter.problem.Code;
import dev.upserter.problem.Problem;
import dev.upserter.problem.ProblemException;
import dev.upserter.report.Finding;
import dev.upserter.report.SetReport;
import dev.upserter.report.Status;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * How a run of a turn ended. Immutable.
 *
 * @param status of the worst of its syncs
 * @param isCut  whether something of it is left: where the server's end is the cause, it has not ended
 * @param codes  of all that was reported
 */
record End(Status status, boolean isCut, Set<Code> codes) {
    End {
        codes = Set.copyOf(codes);
    }

    /** One that an earlier process had brought about. */
    static End of(Status status) {
        return new End(status, false, Set.of());
    }

    /** It was refused before there was a run. */
    static End refused(Collection<Problem> problems) {
        return new End(
                Status.REFUSED, false, problems.stream().map(Problem::code).collect(Collectors.toSet()));
    }

    /** By its report, or by what was thrown. A defect says nothing of the data: it may go well later. */
    static End of(@Nullable SetReport report, @Nullable Throwable failure) {
        if (report == null) {
            return failure instanceof ProblemException e
                    ? refused(e.problems())
                    : new End(Status.STOPPED, true, Set.of());
        }
        Set<Code> codes = report.runs().stream()
                .flatMap(run -> run.problems().stream())
                .map(Finding::code)
                .collect(Collectors.toSet());
        Status status = report.status();
        return new End(status, status == Status.STOPPED || !report.isWhole(), codes);
    }

    /** Whether another process was running one of the syncs: this is no end, and the turn is still to come. */
    boolean isBusy() {
        return codes.contains(Code.RUN_LOCKED);
    }

    boolean hasCompleted() {
        return !isCut && status.exitCode() < Status.REFUSED.exitCode();
    }

    /** Whether the same may go well later. */
    boolean isPassing() {
        return status == Status.STOPPED
                || List.of(Code.STATE_UNWRITABLE, Code.INPUT_UNREADABLE).stream()
                        .anyMatch(codes::contains);
    }
}
