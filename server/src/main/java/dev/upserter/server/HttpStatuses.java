package dev.upserter.server;

import dev.upserter.problem.Code;
import dev.upserter.problem.Problem;
import dev.upserter.report.Report;
import java.util.List;
import java.util.function.Predicate;

/** The HTTP status that goes with a report, or with the problems that kept a run from starting. */
final class HttpStatuses {
    private static final int UNAUTHORIZED_EXIT_CODE = 4;

    private HttpStatuses() {}

    static int of(Report report) {
        if (report.exitCode() == UNAUTHORIZED_EXIT_CODE) {
            return 401;
        }
        return switch (report.status()) {
            case COMPLETED -> 200;
            case COMPLETED_WITH_PROBLEMS -> 207;
            case REFUSED -> refused(code -> report.problems().stream().anyMatch(finding -> finding.code() == code));
            case STOPPED -> 503;
        };
    }

    static int of(List<Problem> problems) {
        return refused(code -> problems.stream().anyMatch(problem -> problem.code() == code));
    }

    private static int refused(Predicate<Code> has) {
        if (has.test(Code.INTERNAL)) {
            return 500;
        }
        return has.test(Code.STATE_UNWRITABLE) ? 507 : 400;
    }
}
