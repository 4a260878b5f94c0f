package dev.upserter.source.stream;

/**
 * How a file ended that was read to its end without an error.
 *
 * @param name   the name that messages show
 * @param rows   how many rows it held, those that cannot be used included
 * @param ending how its text ended
 */
public record FileEnd(String name, long rows, Ending ending) {

    /** How a text ended: a file that is cut inside its last line has no line end, though what is left may be a whole row. */
    public enum Ending {
        /** With a line break. */
        LINE_END,
        /** Inside a line: the writer never ends the last line, or the file is cut. */
        NO_LINE_END,
        /** The form has an end of its own, so that every cut is an error: a JSON array, Parquet, an answer to a query. */
        OWN_END
    }
}
