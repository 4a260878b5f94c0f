package dev.upserter.template.value;

/** A template that cannot be rendered for this record. Its message names what is missing, and never contains a value. */
public final class UnrenderableException extends Exception {
    private static final long serialVersionUID = 1L;

    public UnrenderableException(String message) {
        super(message, null, false, false);
    }

    /** Why, as the continuation of a sentence. */
    public String why() {
        return String.valueOf(getMessage());
    }
}
