package dev.upserter.cli.shell;

/** The exit codes, in addition to those of reports. */
public final class ExitCode {
    public static final int DONE = 0;
    /** The command, configuration or data are wrong; nothing was sent. */
    public static final int REFUSED = 2;
    /** Ended before everything was done; something may have been sent. */
    public static final int STOPPED = 3;

    /** A plan has changes, and {@code --detailed-exitcode} was given. */
    public static final int CHANGES = 5;

    /** The program is incomplete or could not be started; the launcher uses this code, too. */
    public static final int NOT_STARTED = 70;

    private ExitCode() {}
}
