package dev.upserter.template.value;

/** Ends a rendering. Its message is the rest of a sentence, and never holds a value. */
public final class RenderFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public RenderFailure(String why) {
        super(why, null, false, false);
    }

    public static RenderFailure tooMuch() {
        return new RenderFailure("it would become too large");
    }

    /** A filter that can do nothing with a value. */
    public static RenderFailure unfit(String filter, String because) {
        return new RenderFailure("the filter " + filter + " does not fit its value: " + because);
    }

    public String why() {
        return String.valueOf(getMessage());
    }
}
