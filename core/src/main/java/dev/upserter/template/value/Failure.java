package dev.upserter.template.value;

/** Ends a rendering. Its message is the rest of a sentence, and never holds a value. */
public final class Failure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public Failure(String why) {
        super(why, null, false, false);
    }

    public static Failure tooMuch() {
        return new Failure("it would become too large");
    }

    /** A filter that can do nothing with a value. */
    public static Failure unfit(String filter, String because) {
        return new Failure("the filter " + filter + " does not fit its value: " + because);
    }

    public String why() {
        return String.valueOf(getMessage());
    }
}
