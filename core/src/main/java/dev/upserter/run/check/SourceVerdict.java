package dev.upserter.run.check;

import dev.upserter.problem.Problem;
import java.util.List;

/** What is said of a source before the first call. */
public sealed interface SourceVerdict {
    /** It may be what the sync is about. */
    record Good() implements SourceVerdict {}

    /** It is not, or so it seems: nothing of it is sent, and no row is counted. */
    record Refused(List<Problem> problems) implements SourceVerdict {
        public Refused {
            problems = List.copyOf(problems);
        }
    }

    /** Too many of its first rows are rejected: they are counted and written down, and nothing is sent. */
    record Rejecting(Problem problem, long rows) implements SourceVerdict {}
}
