package dev.upserter.cli;

/** The command line is wrong. */
final class UsageException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String hint;

    /**
     * Says what is wrong.
     *
     * @param message what is wrong, in one line
     * @param hint    what to do, in one line
     */
    UsageException(String message, String hint) {
        super(message, null, false, false);
        this.hint = hint;
    }

    String message() {
        return String.valueOf(getMessage());
    }

    String hint() {
        return hint;
    }
}
