package dev.upserter.source.guess;

import dev.upserter.source.Dialect;
import dev.upserter.source.Format;
import dev.upserter.source.SourceConfig;
import dev.upserter.source.csv.Backslashes;
import dev.upserter.source.csv.Delimiters;
import dev.upserter.source.stream.HeadStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Detects how CSV differs from the plain format. Used once, by one thread. */
final class CsvGuess {
    /** A run stops where more follows the line at which the rows end. */
    private static final int MOST_BEHIND_FOOTER = 64 << 10;

    private static final List<String> COMMENTS = List.of("#", "//", "--");
    private static final int LAST_BYTES = 8 << 10;

    /** A single short row among more than this many is probably broken. */
    private static final int MANY = 5;

    private static final Pattern RULE = Pattern.compile("[-=]{2,}");

    private final byte[] text;
    private final byte[] all;
    private final boolean hasEnd;
    private final boolean whole;
    private final SourceConfig given;
    private final Format format;
    private final TableGuess table;

    /**
     * @param all     the text, as far as it was read
     * @param text    its start, whose rows are examined
     * @param isWhole whether {@code all} is everything
     * @param isOne   whether no other file is read in the same way
     */
    CsvGuess(byte[] all, byte[] text, boolean isWhole, SourceConfig given, Format format, boolean isOne) {
        this.all = all;
        this.text = text;
        this.hasEnd = isWhole;
        this.whole = isWhole && all.length == text.length;
        this.given = given;
        this.format = format;
        this.table = new TableGuess(given.dialect(), "line", 0, isOne);
    }

    /** The result. */
    record Found(SourceConfig config, List<GuessNote> notes) {}

    /** What differs; empty if nothing differs or can be detected. */
    Optional<Found> look() throws IOException {
        CsvTrial best = new CsvChoice(all, text, whole, isOpenEnded(), given, format).best();
        if (best.rows().isEmpty()) {
            return Optional.empty();
        }
        List<CsvTrial.Row> rows = withoutComments(best);
        escapes(best);
        int columns = best.columns();
        int first = CsvPreamble.end(rows, columns);
        table.start(rows, first, columns);
        List<CsvTrial.Row> body = rows.subList(first, rows.size());
        List<CsvTrial.Row> end = List.of();
        if (whole && !best.isFull()) {
            body = withoutFooter(body, columns, all);
            body = table.first(body, all.length <= MOST_BEHIND_FOOTER);
            table.titles(body, all.length <= MOST_BEHIND_FOOTER);
        } else if (hasEnd) {
            byte[] last = lastBytes();
            end = withoutFooter(lastRows(best, last), columns, last);
        }
        shortRows(best, body, end, columns);
        table.words(body, rows.get(first).cells(), hasBareNa(best.delimiter()));
        SourceConfig config = given.withDialect(table.dialect().build());
        if (given.delimiter() == null && best.delimiter() != told(config)) {
            config = config.withDelimiter(best.delimiter());
            table.note(
                    "the cells are separated by " + shown(best.delimiter()),
                    "source.delimiter: " + GuessNote.yaml("" + best.delimiter()));
        }
        return table.notes().isEmpty() ? Optional.empty() : Optional.of(new Found(config, table.notes()));
    }

    private static String shown(char delimiter) {
        return delimiter == '\t'
                ? "tabs"
                : delimiter < ' '
                        ? String.format(Locale.ROOT, "the character U+%04X", (int) delimiter)
                        : "'" + delimiter + "'";
    }

    private char told(SourceConfig config) throws IOException {
        return format == Format.TSV
                ? '\t'
                : Delimiters.of(new HeadStream(new ByteArrayInputStream(text)), config.dialect());
    }

    /** Whether the text breaks off within a line: an unclosed quote is then probably due to that. */
    private boolean isOpenEnded() {
        return hasEnd && all.length > 0 && all[all.length - 1] != '\n';
    }

    private List<CsvTrial.Row> withoutComments(CsvTrial trial) {
        for (String start : COMMENTS) {
            List<CsvTrial.Row> lines = trial.rows().stream()
                    .filter(row -> row.start().startsWith(start))
                    .toList();
            boolean other = trial.columns() > 1
                    && !lines.isEmpty()
                    && lines.stream().noneMatch(row -> row.count() == trial.columns() && !isRule(row));
            if (other && lines.size() < trial.rows().size()) {
                table.dialect().comment(start);
                table.note(
                        "lines that start with " + start + " are comments", "source.comment: " + GuessNote.yaml(start));
                return trial.rows().stream()
                        .filter(row -> !row.start().startsWith(start))
                        .toList();
            }
        }
        return trial.rows();
    }

    /** Whether a row only underlines the header. */
    private static boolean isRule(CsvTrial.Row row) {
        return row.cells().stream().allMatch(cell -> RULE.matcher(cell.strip()).matches());
    }

    private void escapes(CsvTrial best) {
        boolean nulls = Backslashes.hasNullCell(all, best.delimiter());
        boolean escaped = best.dialect().escape() == Dialect.Escape.BACKSLASH
                || (nulls || Backslashes.areBeforeMarks(all)) && Backslashes.mayEscape(all)
                || best.delimiter() == '\t' && Backslashes.areOfBatch(all)
                || best.delimiter() == '|' && Backslashes.areOfUnload(all);
        boolean quoted = Backslashes.hasQuotedCell(all, best.delimiter());
        if (escaped) {
            table.dialect().escape(Dialect.Escape.BACKSLASH);
            table.note("backslashes escape what follows them, and \\N is null", "source.escape: backslash");
        }
        if (best.dialect().quote() == null || escaped && !quoted) {
            table.dialect().quote(null);
            table.note("no cell is quoted", "source.quote: none");
        } else if (!best.dialect().quote().equals(given.dialect().quote())) {
            table.dialect().quote(best.dialect().quote());
            table.note("cells are quoted by apostrophes", "source.quote: " + GuessNote.yaml("'"));
        }
    }

    /** Whether NA stands without quotation marks where texts have them, as R writes what is missing, but not Namibia. */
    private boolean hasBareNa(char delimiter) {
        return all.length > 0
                && all[0] == '"'
                && Backslashes.hasCell(all, "NA", delimiter)
                && !Backslashes.hasCell(all, "\"NA\"", delimiter);
    }

    private byte[] lastBytes() {
        int start = Math.max(0, all.length - LAST_BYTES);
        while (start > 0 && start < all.length && all[start - 1] != '\n') {
            start++;
        }
        return Arrays.copyOfRange(all, start, all.length);
    }

    /** The rows at the end of a long text; empty if they cannot be determined. */
    private List<CsvTrial.Row> lastRows(CsvTrial best, byte[] last) throws IOException {
        CsvTrial trial = CsvTrial.of(
                last,
                true,
                best.delimiter(),
                table.dialect().build().but().skip(0).build());
        return trial.broken() > 0 ? List.of() : trial.rows();
    }

    /**
     * @param from the text whose lines the rows count
     */
    private List<CsvTrial.Row> withoutFooter(List<CsvTrial.Row> rows, int columns, byte[] from) {
        int last = rows.size();
        if (last < 2) {
            return rows;
        }
        if (rows.getLast().start().strip().equals("\\.")) {
            table.dialect().footer("\\.");
            table.note("the last line marks the end", "source.footer: " + GuessNote.yaml("\\."));
            return rows.subList(0, last - 1);
        }
        int kept = CsvFooter.start(rows, columns);
        if (kept < last) {
            int lines = CsvFooter.lines(from, rows.get(kept).line());
            table.footer(lines, rows.get(kept));
        }
        return rows.subList(0, kept);
    }

    /**
     * @param end the last rows of a long text
     */
    private void shortRows(CsvTrial best, List<CsvTrial.Row> body, List<CsvTrial.Row> end, int columns) {
        long shorter = body.stream()
                .filter(row -> row.count() < columns && row.ended())
                .count();
        if (shorter * MANY >= body.size()
                && shorter > 0
                && best.broken() == 0
                && ShortRows.canBeFilled(
                        Stream.concat(body.stream().skip(1), end.stream()).toList(), columns)
                && body.stream().noneMatch(row -> row.count() > columns || isCutOtherwise(row, best.delimiter()))) {
            table.dialect().shortRows(Dialect.ShortRows.FILL);
            table.note(
                    shorter + (shorter == 1 ? " row has" : " rows have") + " fewer cells than there are columns",
                    "source.shortRows: fill takes the cells at the end for empty ones");
        }
    }

    /** Whether a row has one cell only because another delimiter separates its cells. */
    private static boolean isCutOtherwise(CsvTrial.Row row, char delimiter) {
        return row.count() == 1
                && CsvChoice.DELIMITERS.stream()
                        .anyMatch(other -> other != delimiter && row.start().indexOf(other) >= 0);
    }
}
