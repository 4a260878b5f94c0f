package dev.upserter.cli.shell;

/** The exit codes, beside those that a report gives itself. */
public final class ExitCode {
    public static final int DONE = 0;
    /** Command, configuration or data wrong; nothing was sent. */
    public static final int REFUSED = 2;
    /** Ended before all was done; something may have been sent. */
    public static final int STOPPED = 3;

    /** A plan has changes, and {@code --detailed-exitcode} asks to say so. */
    public static final int CHANGES = 5;

    /** The program is not whole, or could not be started; the launcher uses it, too. */
    public static final int NOT_STARTED = 70;

    private ExitCode() {}
}
