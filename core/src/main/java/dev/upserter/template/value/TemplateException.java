package dev.upserter.template.value;

/** A template that cannot be used at all. Its message quotes only a name of the template, at most. */
public final class TemplateException extends Exception {
    private static final long serialVersionUID = 1L;

    private final int line;
    private final int column;

    public TemplateException(String message, int line, int column) {
        super(message, null, false, false);
        this.line = line;
        this.column = column;
    }

    /** What is wrong, in one line. */
    public String what() {
        return String.valueOf(getMessage());
    }

    /** The line of the template, from 1. */
    public int line() {
        return line;
    }

    /** The column in that line, from 1. */
    public int column() {
        return column;
    }
}
