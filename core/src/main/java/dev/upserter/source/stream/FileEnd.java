package dev.upserter.source.stream;

/**
 * How a file ended that was read to its end without an error.
 *
 * @param name   the name in messages
 * @param rows   how many rows it held, including those that cannot be used
 * @param ending how its text ended
 */
public record FileEnd(String name, long rows, Ending ending) {

    /** How a text ended: a file truncated in its last line has no final line break, though the rest may be a whole row. */
    public enum Ending {
        /** With a line break. */
        LINE_END,
        /** Within a line: the writer does not end the last line, or the file is truncated. */
        NO_LINE_END,
        /**
         * The format has its own end, so that every truncation is an error: a JSON array, Parquet, the result of a query.
         */
        OWN_END
    }
}
