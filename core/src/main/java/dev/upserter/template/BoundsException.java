package dev.upserter.template;

/** A template went over a bound. */
final class BoundsException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    BoundsException() {
        super("too much", null, false, false);
    }
}
