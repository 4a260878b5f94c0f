package dev.upserter.template;

/** A template shows a variable that has no value. */
final class MissingException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String variable;

    MissingException(String variable) {
        super("no value", null, false, false);
        this.variable = variable;
    }

    String variable() {
        return variable;
    }
}
