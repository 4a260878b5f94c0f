package dev.upserter.run.app;

import dev.upserter.delivery.DeliveryConfig;
import dev.upserter.problem.Code;
import dev.upserter.problem.Level;
import dev.upserter.problem.Problem;
import dev.upserter.problem.ProblemException;
import dev.upserter.run.execution.Execution;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;

/** What a run goes on without, where it does not need the App API and cannot ask it. */
final class Unchecked {
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final int ATTEMPTS = 3;

    /** What was found where it could ask, or ends the run anyway. */
    private static final Set<Code> DECIDED =
            EnumSet.of(Code.INTERRUPTED, Code.SEGMENT_UNKNOWN, Code.SEGMENT_NOT_MANUAL, Code.OBJECT_TYPE_UNKNOWN);

    private Unchecked() {}

    /** As patient as a question may be that need not be asked. */
    static DeliveryConfig patience(DeliveryConfig given) {
        return new DeliveryConfig(
                given.api(),
                given.parallelism(),
                given.requestsPerSecond(),
                shorter(given.timeout()),
                Math.min(given.maxAttempts(), ATTEMPTS),
                shorter(given.maxOutage()));
    }

    private static Duration shorter(Duration given) {
        return given.compareTo(PATIENCE) < 0 ? given : PATIENCE;
    }

    /**
     * Tells that something was not looked at.
     *
     * @param what it is
     * @param why  it could not be asked for; thrown again where it says more than that
     */
    static void tell(Execution run, String what, ProblemException why) {
        Problem first = why.problems().getFirst();
        if (DECIDED.contains(first.code())) {
            throw why;
        }
        if (run.config().guards().level(Code.APP_UNCHECKED) != Level.OFF) {
            run.account()
                    .log()
                    .add(Problem.of(Code.APP_UNCHECKED, null, what + " was not looked at: " + first.message()));
        }
    }
}
