package dev.upserter.cli.text;

/**
 * The capabilities of the terminal. Java cannot detect whether a single stream is a terminal, so the launcher does.
 *
 * @param input    whether standard input is a terminal
 * @param results  whether standard output is a terminal
 * @param messages whether standard error is a terminal
 * @param columns  its width; 80 where it is unknown
 */
public record Terminal(boolean input, boolean results, boolean messages, int columns) {
    private static final int DEFAULT_COLUMNS = 80;
    private static final int NARROWEST = 20;

    public Terminal {
        columns = columns < NARROWEST ? DEFAULT_COLUMNS : columns;
    }

    /** No terminal: pipes and files. */
    public static Terminal none() {
        return new Terminal(false, false, false, DEFAULT_COLUMNS);
    }

    /**
     * From the launcher: the system property {@code upserter.terminal} lists the numbers of the streams that are terminals.
     */
    public static Terminal ofProcess() {
        String streams = System.getProperty("upserter.terminal", "");
        int columns = Integer.getInteger("upserter.columns", DEFAULT_COLUMNS);
        return new Terminal(streams.contains("0"), streams.contains("1"), streams.contains("2"), columns);
    }
}
