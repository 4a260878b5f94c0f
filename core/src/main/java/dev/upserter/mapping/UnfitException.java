package dev.upserter.mapping;

import dev.upserter.problem.Code;

/** A value cannot be had of this record. Its message never holds a value. */
final class UnfitException extends Exception {
    private static final long serialVersionUID = 1L;

    private final Code code;

    UnfitException(Code code, String message) {
        super(message, null, false, false);
        this.code = code;
    }

    Code code() {
        return code;
    }

    String message() {
        return String.valueOf(getMessage());
    }
}
