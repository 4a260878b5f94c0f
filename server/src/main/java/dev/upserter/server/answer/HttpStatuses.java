package dev.upserter.server.answer;

import dev.upserter.problem.Code;
import dev.upserter.problem.Level;
import dev.upserter.problem.Problem;
import dev.upserter.report.Finding;
import dev.upserter.report.RunReport;
import dev.upserter.report.SetReport;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** The HTTP status for a report, or for the problems that kept a run from starting. */
final class HttpStatuses {
    private static final int UNAUTHORIZED_EXIT_CODE = 4;

    /** The same request may succeed later. */
    private static final Set<Code> TRANSIENT =
            EnumSet.of(Code.INTERRUPTED, Code.DESTINATION_DOWN, Code.NEVER_ANSWERED, Code.BLOCKED);

    /** The rows or the workspace are at fault: repeating the same request does not help. */
    private static final Set<Code> WRONG_ROWS = EnumSet.of(Code.REFUSED_ALIKE, Code.REJECT_LIMIT);

    /** Of several runs, the first of these that one of them has; what a repetition does not correct comes first. */
    private static final List<Integer> WORST_FIRST = List.of(500, 507, 401, 400, 422, 409, 503, 207, 200);

    private HttpStatuses() {}

    static int of(SetReport report) {
        int worst = report.runs().stream()
                .map(HttpStatuses::of)
                .min(Comparator.comparingInt(WORST_FIRST::indexOf))
                .orElse(503);
        return !report.isWhole() && worst < 400 ? 503 : worst; // stopped between two of them
    }

    static int of(RunReport report) {
        if (report.exitCode() == UNAUTHORIZED_EXIT_CODE) {
            return 401;
        }
        return switch (report.status()) {
            case COMPLETED -> 200;
            case COMPLETED_WITH_PROBLEMS -> 207;
            case REFUSED, STOPPED -> becauseOf(stops(report));
        };
    }

    static int of(List<Problem> problems) {
        return becauseOf(problems.stream().map(Problem::code).collect(Collectors.toSet()));
    }

    private static Set<Code> stops(RunReport report) {
        return report.problems().stream()
                .filter(finding -> finding.level() == Level.STOP)
                .map(Finding::code)
                .collect(Collectors.toSet());
    }

    private static int becauseOf(Set<Code> codes) {
        if (codes.contains(Code.INTERNAL)) {
            return 500;
        }
        if (codes.contains(Code.STATE_UNWRITABLE) || codes.contains(Code.OUT_OF_RESOURCES)) {
            return 507;
        }
        if (codes.contains(Code.RUN_LOCKED)) {
            return 409;
        }
        if (!Collections.disjoint(codes, WRONG_ROWS)) {
            return 422;
        }
        return Collections.disjoint(codes, TRANSIENT) ? 400 : 503;
    }
}
