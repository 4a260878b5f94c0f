package dev.upserter.template.value;

/** An error in Liquid, or something that templates cannot do here. */
public final class SyntaxException extends Exception {
    private static final long serialVersionUID = 1L;

    private final int at;

    /**
     * Creates the error.
     *
     * @param what is wrong; quotes only names of the template
     * @param at   its position in the template, from 0
     */
    public SyntaxException(String what, int at) {
        super(what, null, false, false);
        this.at = at;
    }

    String what() {
        return String.valueOf(getMessage());
    }

    int at() {
        return at;
    }

    /** The same with its line and column in the text. */
    public TemplateException in(String text) {
        int place = Math.min(at, text.length());
        int line = 1;
        int start = 0;
        for (int end = text.indexOf('\n'); end >= 0 && end < place; end = text.indexOf('\n', end + 1)) {
            line++;
            start = end + 1;
        }
        return new TemplateException(what(), line, place - start + 1);
    }
}
