package dev.upserter.server;

import dev.upserter.problem.ProblemException;

/** Ends the handling of a request with a reply that says why. */
final class RefusedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Reply reply;

    RefusedException(Reply reply) {
        super("refused with status " + reply.status());
        this.reply = reply;
    }

    RefusedException(Refusal refusal, String message) {
        this(Reply.refused(refusal, message));
    }

    RefusedException(ProblemException problems) {
        this(Reply.refused(problems.problems()));
        initCause(problems);
    }

    Reply reply() {
        return reply;
    }
}
