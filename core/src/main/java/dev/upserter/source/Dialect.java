package dev.upserter.source;

import dev.upserter.problem.Problems;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a file differs from plain CSV, or from a JSON array of rows.
 *
 * @param columns     the names of the columns, if the file has no header; empty if it has one. A column without a name is
 *     left out
 * @param nullWords   texts of CSV that mean null, in any letter case and with blanks around them
 * @param escape      what a backslash in CSV means
 * @param quote       the character that starts and ends a quoted cell; null if no cell is quoted
 * @param skip        how many lines of CSV to skip at the start
 * @param comment     the start of lines of CSV to skip; null for none
 * @param footerLines how many lines of CSV to skip at the end
 * @param footer      the start of the line that ends the rows of CSV; null if the file ends with its last row
 * @param shortRows   how to handle a row of CSV with fewer cells than there are columns
 * @param blankRows   how to handle a row of CSV whose cells are all empty
 * @param rows        the path to the rows in a JSON document; null where they are the elements of an array
 */
public record Dialect(
        List<String> columns,
        List<String> nullWords,
        Escape escape,
        @Nullable Character quote,
        int skip,
        @Nullable String comment,
        int footerLines,
        @Nullable String footer,
        ShortRows shortRows,
        BlankRows blankRows,
        @Nullable RowsPath rows) {

    /** The format of most files. */
    public static final Dialect PLAIN = new Builder().build();

    /** The most lines to skip at the start. */
    public static final int MAX_SKIP = 10_000;

    /** The most lines to skip at the end. */
    public static final int MAX_FOOTER = 100;

    /** The requirement on a quote character, as messages word it. */
    public static final String QUOTE_MUST_BE = "none, or one ASCII character, no letter, digit, blank or line break";

    /** The meaning of a backslash. */
    public enum Escape {
        /** A plain character. */
        NONE,
        /** An escape: the character after it stands for itself or for a control character; a cell of {@code \N} is null. */
        BACKSLASH
    }

    /** How to handle a row with fewer cells than there are columns. */
    public enum ShortRows {
        /** It is rejected. */
        REJECT,
        /** Its missing cells are empty. */
        FILL
    }

    /** How to handle a row whose cells are all empty. */
    public enum BlankRows {
        /** It is left out. */
        SKIP,
        /** It is a row like any other. */
        KEEP
    }

    public Dialect {
        columns = List.copyOf(columns);
        nullWords = List.copyOf(nullWords);
        new Problems()
                .require(quote == null || isQuote(quote), "quote", QUOTE_MUST_BE)
                .require(skip >= 0 && skip <= MAX_SKIP, "skip", "0 to " + MAX_SKIP)
                .require(footerLines >= 0 && footerLines <= MAX_FOOTER, "footerLines", "0 to " + MAX_FOOTER)
                .require(comment == null || !comment.isBlank(), "comment", "a text")
                .require(footer == null || !footer.isBlank(), "footer", "a text")
                .require(columns.isEmpty() || columns.stream().anyMatch(name -> !name.isBlank()), "columns", "named")
                .throwIfAny();
    }

    /** Whether a character can quote cells. */
    public static boolean isQuote(char c) {
        return c > ' ' && c < 0x7F && !Character.isLetterOrDigit(c) && c != '\\';
    }

    /** Whether rows are cut into cells as in plain CSV. */
    public boolean isPlainText() {
        return escape == Escape.NONE && quote != null && quote == '"' && skip == 0 && comment == null && footer == null;
    }

    /** Whether a file has the form of most: plain CSV with a header first and rows to its end, or an array of rows. */
    public boolean isPlainForm() {
        return isPlainText() && columns.isEmpty() && footerLines == 0 && rows == null;
    }

    /** Whether it is as {@link #PLAIN}. To compare two records takes the JVM some milliseconds the first time. */
    public boolean isPlain() {
        return isPlainForm() && nullWords.isEmpty() && shortRows == ShortRows.REJECT && blankRows == BlankRows.SKIP;
    }

    /** A builder that starts from this dialect. */
    public Builder but() {
        var builder = new Builder();
        builder.columns = columns;
        builder.nullWords = nullWords;
        builder.escape = escape;
        builder.quote = quote;
        builder.skip = skip;
        builder.comment = comment;
        builder.footerLines = footerLines;
        builder.footer = footer;
        builder.shortRows = shortRows;
        builder.blankRows = blankRows;
        builder.rows = rows;
        return builder;
    }

    /** Builds a dialect from the default one. For one thread. */
    public static final class Builder {
        private List<String> columns = List.of();
        private List<String> nullWords = List.of();
        private Escape escape = Escape.NONE;
        private @Nullable Character quote = '"';
        private int skip;
        private @Nullable String comment;
        private int footerLines;
        private @Nullable String footer;
        private ShortRows shortRows = ShortRows.REJECT;
        private BlankRows blankRows = BlankRows.SKIP;
        private @Nullable RowsPath rows;

        /** See {@link Dialect#columns}. */
        public Builder columns(List<String> names) {
            columns = names;
            return this;
        }

        /** See {@link Dialect#nullWords}. */
        public Builder nullWords(List<String> words) {
            nullWords = words;
            return this;
        }

        /** See {@link Dialect#escape}. */
        public Builder escape(Escape value) {
            escape = value;
            return this;
        }

        /** See {@link Dialect#quote}. */
        public Builder quote(@Nullable Character character) {
            quote = character;
            return this;
        }

        /** See {@link Dialect#skip}. */
        public Builder skip(int lines) {
            skip = lines;
            return this;
        }

        /** See {@link Dialect#comment}. */
        public Builder comment(@Nullable String start) {
            comment = start;
            return this;
        }

        /** See {@link Dialect#footerLines}. */
        public Builder footerLines(int lines) {
            footerLines = lines;
            return this;
        }

        /** See {@link Dialect#footer}. */
        public Builder footer(@Nullable String start) {
            footer = start;
            return this;
        }

        /** See {@link Dialect#shortRows}. */
        public Builder shortRows(ShortRows value) {
            shortRows = value;
            return this;
        }

        /** See {@link Dialect#blankRows}. */
        public Builder blankRows(BlankRows value) {
            blankRows = value;
            return this;
        }

        /** See {@link Dialect#rows}. */
        public Builder rows(@Nullable RowsPath path) {
            rows = path;
            return this;
        }

        /** The dialect. */
        public Dialect build() {
            return new Dialect(
                    columns, nullWords, escape, quote, skip, comment, footerLines, footer, shortRows, blankRows, rows);
        }
    }
}
