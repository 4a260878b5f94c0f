package dev.upserter.template.value;

/** A template that makes nothing of this record. Its message names what is missing, and never holds a value. */
public final class UnrenderableException extends Exception {
    private static final long serialVersionUID = 1L;

    public UnrenderableException(String message) {
        super(message, null, false, false);
    }

    /** Why, as the rest of a sentence. */
    public String why() {
        return String.valueOf(getMessage());
    }
}
