package dev.upserter.template.value;

/** Ends a rendering. Its message continues a sentence and never contains a value. */
public final class RenderFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public RenderFailure(String why) {
        super(why, null, false, false);
    }

    public static RenderFailure tooMuch() {
        return new RenderFailure("it would become too large");
    }

    /** A value that a filter cannot use. */
    public static RenderFailure unfit(String filter, String because) {
        return new RenderFailure("the filter " + filter + " does not fit its value: " + because);
    }

    public String why() {
        return String.valueOf(getMessage());
    }
}
