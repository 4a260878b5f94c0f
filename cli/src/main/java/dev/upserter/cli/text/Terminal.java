package dev.upserter.cli.text;

/**
 * What is known of the terminal. Java cannot ask whether a single stream is one, so the launcher looks and tells.
 *
 * @param input    whether standard input is a terminal
 * @param results  whether standard output is a terminal
 * @param messages whether standard error is a terminal
 * @param columns  how wide it is; 80 where that is not known or cannot be
 */
public record Terminal(boolean input, boolean results, boolean messages, int columns) {
    private static final int USUAL_COLUMNS = 80;
    private static final int NARROWEST = 20;

    public Terminal {
        columns = columns < NARROWEST ? USUAL_COLUMNS : columns;
    }

    /** No terminal at all: pipes and files. */
    public static Terminal none() {
        return new Terminal(false, false, false, USUAL_COLUMNS);
    }

    /** As the launcher told: {@code upserter.terminal} holds the numbers of the streams that are terminals. */
    public static Terminal ofProcess() {
        String streams = System.getProperty("upserter.terminal", "");
        int columns = Integer.getInteger("upserter.columns", USUAL_COLUMNS);
        return new Terminal(streams.contains("0"), streams.contains("1"), streams.contains("2"), columns);
    }
}
