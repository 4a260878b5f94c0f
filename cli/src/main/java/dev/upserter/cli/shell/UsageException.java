package dev.upserter.cli.shell;

/** An error in the command line. */
public final class UsageException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String hint;

    /**
     * Creates the error.
     *
     * @param message what is wrong, in one line
     * @param hint    what to do, in one line
     */
    public UsageException(String message, String hint) {
        super(message, null, false, false);
        this.hint = hint;
    }

    public String message() {
        return String.valueOf(getMessage());
    }

    public String hint() {
        return hint;
    }
}
