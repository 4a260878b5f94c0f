package dev.upserter.server.answer;

/** Ends the handling of a request; carries the answer that says why. */
public final class RefusedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Failure failure;

    public RefusedException(Failure failure) {
        super("refused with status " + failure.status());
        this.failure = failure;
    }

    public RefusedException(Refusal refusal, String message) {
        this(Failure.of(refusal, message));
    }

    public Failure failure() {
        return failure;
    }
}
