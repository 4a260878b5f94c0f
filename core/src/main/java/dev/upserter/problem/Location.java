package dev.upserter.problem;

/**
 * A place in a source or a configuration, as messages show it.
 *
 * <p>Lines, columns and rows count from 1. A column counts characters (Unicode code points), not bytes.
 */
public sealed interface Location {

    /** The name of the file, as the user gave it, or {@code <stdin>}. */
    String file();

    /** A place in a text file. */
    record InText(String file, long line, long column) implements Location {
        @Override
        public String toString() {
            return file + ":" + line + ":" + column;
        }
    }

    /** A row of a source that has no lines. */
    record InRows(String file, long row) implements Location {
        @Override
        public String toString() {
            return file + " row " + row;
        }
    }

    /** A file as a whole. */
    record InFile(String file) implements Location {
        @Override
        public String toString() {
            return file;
        }
    }
}
