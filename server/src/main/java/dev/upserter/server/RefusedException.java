package dev.upserter.server;

/** Ends the handling of a request with an answer that says why. */
final class RefusedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Failure failure;

    RefusedException(Failure failure) {
        super("refused with status " + failure.status());
        this.failure = failure;
    }

    RefusedException(Refusal refusal, String message) {
        this(Failure.of(refusal, message));
    }

    Failure failure() {
        return failure;
    }
}
