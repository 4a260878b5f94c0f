package dev.upserter.guard;

import dev.upserter.operation.Operation;
import dev.upserter.problem.Problem;

/** What the guard says of one operation. */
public sealed interface Verdict {

    /** It may be sent, as given here: repaired, perhaps. */
    record Send(Operation operation) implements Verdict {}

    /** It need not be sent, since an earlier one says the same; that was counted. */
    record Repeated() implements Verdict {}

    /**
     * It must not be sent.
     *
     * @param isOfNobodyKnown whether something is wrong with its key, so that it does not say whom or what it is about
     */
    record Reject(Problem problem, boolean isOfNobodyKnown) implements Verdict {}
}
