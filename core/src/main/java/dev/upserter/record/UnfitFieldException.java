package dev.upserter.record;

/** A value is of a type that no record can have. The message names the field and the type, and never quotes the value. */
public final class UnfitFieldException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    public UnfitFieldException(String message) {
        super(message);
    }

    UnfitFieldException(String message, Throwable cause) {
        super(message, cause);
    }
}
