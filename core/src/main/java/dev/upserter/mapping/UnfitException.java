package dev.upserter.mapping;

import dev.upserter.problem.Code;

/** A value or an operation cannot be had of this record. Its message never holds a value. */
public final class UnfitException extends Exception {
    private static final long serialVersionUID = 1L;

    private final Code code;

    /**
     * The row cannot be sent like this.
     *
     * @param message names what is wrong, without a value
     */
    public UnfitException(Code code, String message) {
        super(message, null, false, false);
        this.code = code;
    }

    /** What is wrong. */
    public Code code() {
        return code;
    }

    /** What is wrong, without a value. */
    public String message() {
        return String.valueOf(getMessage());
    }
}
