package dev.upserter.problem;

import java.io.Serializable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A place in a source or a configuration, as messages show it.
 *
 * <p>Lines, columns and rows count from 1. A column counts characters (Unicode code points), not bytes.
 */
public sealed interface Location extends Serializable {
    /** The printed form of {@link InText} and {@link InRows}. */
    Pattern PRINTED = Pattern.compile("(?s)(.*?)(?::(\\d{1,18}):(\\d{1,18})| row (\\d{1,18}))");

    /** Parses a printed place; a text of another form names a file. */
    static Location parse(String printed) {
        Matcher place = PRINTED.matcher(printed);
        if (!place.matches()) {
            return new InFile(printed);
        }
        return place.group(4) == null
                ? new InText(place.group(1), Long.parseLong(place.group(2)), Long.parseLong(place.group(3)))
                : new InRows(place.group(1), Long.parseLong(place.group(4)));
    }

    /** The name of the file, as the user gave it, or {@code <stdin>}. */
    String file();

    /** A place in a text file. */
    record InText(String file, long line, long column) implements Location {
        @Override
        public String toString() {
            return file + ":" + line + ":" + column;
        }
    }

    /** A row of a source without lines. */
    record InRows(String file, long row) implements Location {
        @Override
        public String toString() {
            return file + " row " + row;
        }
    }

    /** A whole file. */
    record InFile(String file) implements Location {
        @Override
        public String toString() {
            return file;
        }
    }
}
