package dev.upserter.source.csv;

import dev.upserter.problem.Location;
import dev.upserter.problem.ProblemException;
import dev.upserter.source.SourceProblems;
import java.io.IOException;

/** A quoted cell without an end. */
public final class UnclosedCellException extends IOException {
    private static final long serialVersionUID = 1L;
    private final long line;
    private final long column;
    private final boolean isTooLarge;

    /**
     * @param isTooLarge whether the largest size of a row ended before the text did
     */
    UnclosedCellException(long line, long column, boolean isTooLarge) {
        super("a quotation mark is never closed");
        this.line = line;
        this.column = column;
        this.isTooLarge = isTooLarge;
    }

    /** The line of the quotation mark that opens the cell, from 1. */
    public long line() {
        return line;
    }

    /**
     * The problem that stops the reading of a file.
     *
     * @param file its name in messages
     */
    public ProblemException stop(String file) {
        return SourceProblems.stop(
                new Location.InText(file, line, column),
                isTooLarge
                        ? "the quotation mark that opens here is not closed within 16 MiB, and no row is as large"
                        : "the quotation mark that opens here is never closed, so that all after it is one cell",
                (isTooLarge ? "if the cell is as large, leave its column out of the export. Otherwise " : "")
                        + "close it, or double it if it belongs to the text. Then run the same command again");
    }
}
