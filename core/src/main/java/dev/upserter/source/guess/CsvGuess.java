package dev.upserter.source.guess;

import dev.upserter.json.JsonText;
import dev.upserter.source.Dialect;
import dev.upserter.source.Format;
import dev.upserter.source.SourceConfig;
import dev.upserter.source.csv.Backslashes;
import dev.upserter.source.csv.Delimiters;
import dev.upserter.source.csv.NullTexts;
import dev.upserter.source.stream.HeadStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Finds out how CSV differs from the plain form. Used once, by one thread. */
final class CsvGuess {
    private static final List<String> COMMENTS = List.of("#", "//", "--");
    private static final int LAST_BYTES = 8 << 10;

    /** A single short row among more than so many is rather a broken one. */
    private static final int MANY = 5;

    private static final Pattern RULE = Pattern.compile("[-=]{2,}");

    private final byte[] text;
    private final byte[] all;
    private final boolean hasEnd;
    private final boolean whole;
    private final SourceConfig given;
    private final Format format;
    private final List<Guessed.Note> notes = new ArrayList<>();
    private final Dialect.Builder dialect;

    /**
     * @param all     the text, as far as it was read
     * @param text    its start, whose rows are looked at
     * @param isWhole whether there is no more than {@code all}
     */
    CsvGuess(byte[] all, byte[] text, boolean isWhole, SourceConfig given, Format format) {
        this.all = all;
        this.text = text;
        this.hasEnd = isWhole;
        this.whole = isWhole && all.length == text.length;
        this.given = given;
        this.format = format;
        this.dialect = given.dialect().but();
    }

    /** What was found. */
    record Found(SourceConfig config, List<Guessed.Note> notes) {}

    /** What differs; empty where nothing can be told, or nothing differs. */
    Optional<Found> look() throws IOException {
        CsvTrial best = new CsvChoice(all, text, whole, isOpenEnded(), given, format).best();
        if (best.rows().isEmpty()) {
            return Optional.empty();
        }
        List<CsvTrial.Row> rows = withoutComments(best);
        escapes(best);
        int columns = best.columns();
        int first = CsvPreamble.end(rows, columns);
        if (!before(rows, first, columns)) {
            header(rows, 0, columns);
        }
        List<CsvTrial.Row> body = rows.subList(first, rows.size());
        if (whole && !best.isFull()) {
            body = withoutFooter(body, columns, all);
        } else if (hasEnd) {
            byte[] last = lastBytes();
            withoutFooter(lastRows(best, last), columns, last);
        }
        shortRows(best, body, columns);
        words(body, names(rows.get(first)));
        SourceConfig config = given.withDialect(dialect.build());
        if (given.delimiter() == null && best.delimiter() != told(config)) {
            config = config.withDelimiter(best.delimiter());
            note(
                    "the cells are separated by " + shown(best.delimiter()),
                    "source.delimiter: " + yaml("" + best.delimiter()));
        }
        return notes.isEmpty() ? Optional.empty() : Optional.of(new Found(config, notes));
    }

    private void note(String message, String hint) {
        notes.add(new Guessed.Note(message, hint));
    }

    private static String shown(char delimiter) {
        return delimiter == '\t'
                ? "tabs"
                : delimiter < ' '
                        ? String.format(Locale.ROOT, "the character U+%04X", (int) delimiter)
                        : "'" + delimiter + "'";
    }

    static String yaml(String text) {
        return new String(JsonText.quote(text), StandardCharsets.UTF_8);
    }

    private char told(SourceConfig config) throws IOException {
        return format == Format.TSV
                ? '\t'
                : Delimiters.of(new HeadStream(new ByteArrayInputStream(text)), config.dialect());
    }

    /** Whether the text breaks off in a line: a mark that is not closed is rather a sign of that. */
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
                dialect.comment(start);
                note("lines that start with " + start + " are comments", "source.comment: " + yaml(start));
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
                || (nulls || Backslashes.areBeforeMarks(all)) && Backslashes.mayEscape(all);
        boolean quoted = Backslashes.hasQuotedCell(all, best.delimiter());
        if (escaped) {
            dialect.escape(Dialect.Escape.BACKSLASH);
            note("backslashes escape what follows them, and \\N is null", "source.escape: backslash");
        }
        if (best.dialect().quote() == null || escaped && !quoted) {
            dialect.quote(null);
            note("no cell is quoted", "source.quote: none");
        } else if (!best.dialect().quote().equals(given.dialect().quote())) {
            dialect.quote(best.dialect().quote());
            note("cells are quoted by apostrophes", "source.quote: " + yaml("'"));
        }
    }

    /** Lines before the header, or a header that lacks the cells that every row leaves empty; whether there are such. */
    private boolean before(List<CsvTrial.Row> rows, int first, int columns) {
        if (first == 0) {
            return false;
        }
        CsvTrial.Row names = rows.get(first - 1);
        List<CsvTrial.Row> body = rows.subList(first, rows.size());
        if (names.count() > 1
                && names.count() < columns
                && CellLooks.isHeader(names.cells())
                && body.stream().allMatch(row -> CellLooks.isEmptyFrom(row.cells(), names.count()))) {
            var named = new ArrayList<>(names.cells());
            while (named.size() < columns) {
                named.add("");
            }
            skip((int) names.line());
            columns(named, "each row ends with more delimiters than the header, and nothing after them");
            return true;
        }
        if (!CellLooks.isHeader(rows.get(first).cells())
                && rows.subList(0, first).stream().anyMatch(row -> row.filled() > 1)) {
            return false; // rather a header, and rows that are cut otherwise
        }
        skip((int) rows.get(first).line() - 1);
        header(rows, first, columns);
        return true;
    }

    private void skip(int lines) {
        dialect.skip(lines);
        note(
                lines == 1 ? "the first line is no row" : "the first " + lines + " lines are no rows",
                "source.skip: " + lines);
    }

    /** A first row that is data. */
    private void header(List<CsvTrial.Row> rows, int first, int columns) {
        List<CsvTrial.Row> alike = rows.subList(first, rows.size()).stream()
                .filter(row -> row.count() == columns)
                .toList();
        if (given.dialect().columns().isEmpty()
                && rows.get(first).count() == columns
                && CellLooks.isData(alike.stream().map(CsvTrial.Row::cells).toList())) {
            columns(
                    CellLooks.names(alike.stream().map(CsvTrial.Row::cells).toList()),
                    "the first row is data, so there are no names of columns");
        }
    }

    private void columns(List<String> names, String why) {
        dialect.columns(names);
        note(
                why,
                "source.columns: ["
                        + names.stream()
                                .map(name -> name.matches("[A-Za-z_][A-Za-z0-9_]*") ? name : yaml(name))
                                .collect(Collectors.joining(", "))
                        + "]; give them names of your own");
    }

    private byte[] lastBytes() {
        int start = Math.max(0, all.length - LAST_BYTES);
        while (start > 0 && start < all.length && all[start - 1] != '\n') {
            start++;
        }
        return Arrays.copyOfRange(all, start, all.length);
    }

    /** Those at the end of a long text; none where they cannot be told. */
    private List<CsvTrial.Row> lastRows(CsvTrial best, byte[] last) throws IOException {
        CsvTrial trial = CsvTrial.of(
                last, true, best.delimiter(), dialect.build().but().skip(0).build());
        return trial.broken() > 0 ? List.of() : trial.rows();
    }

    /** @param from the text in which the lines of the rows count */
    private List<CsvTrial.Row> withoutFooter(List<CsvTrial.Row> rows, int columns, byte[] from) {
        int last = rows.size();
        if (last < 2) {
            return rows;
        }
        if (rows.getLast().start().strip().equals("\\.")) {
            dialect.footer("\\.");
            note("the last line marks the end", "source.footer: " + yaml("\\."));
            return rows.subList(0, last - 1);
        }
        int kept = CsvFooter.start(rows, columns);
        if (kept < last) {
            int lines = CsvFooter.lines(from, rows.get(kept).line());
            dialect.footerLines(lines);
            note(
                    (lines == 1 ? "the last line is no row: " : "the last " + lines + " lines are no rows, from ")
                            + CsvFooter.shown(rows.get(kept)),
                    "source.footer: " + lines);
        }
        return rows.subList(0, kept);
    }

    private void shortRows(CsvTrial best, List<CsvTrial.Row> body, int columns) {
        long shorter = body.stream()
                .filter(row -> row.count() < columns && row.ended())
                .count();
        if (shorter * MANY >= body.size()
                && shorter > 0
                && best.broken() == 0
                && body.stream().noneMatch(row -> row.count() > columns || isCutOtherwise(row, best.delimiter()))) {
            dialect.shortRows(Dialect.ShortRows.FILL);
            note(
                    shorter + (shorter == 1 ? " row has" : " rows have") + " fewer cells than there are columns",
                    "source.shortRows: fill takes the cells at the end for empty ones");
        }
    }

    /** Whether a row is in one piece only because another sign separates its cells. */
    private static boolean isCutOtherwise(CsvTrial.Row row, char delimiter) {
        return row.count() == 1
                && CsvChoice.DELIMITERS.stream()
                        .anyMatch(other -> other != delimiter && row.start().indexOf(other) >= 0);
    }

    private List<String> names(CsvTrial.Row first) {
        List<String> named = dialect.build().columns();
        return named.isEmpty() ? first.cells() : named;
    }

    private void words(List<CsvTrial.Row> body, List<String> names) {
        Map<String, String> found = new LinkedHashMap<>();
        boolean escaped = dialect.build().escape() == Dialect.Escape.BACKSLASH;
        for (CsvTrial.Row row : body) {
            for (int i = 0; i < row.count(); i++) {
                String cell = row.cells().get(i);
                String plain = NullTexts.plain(cell);
                if (NullTexts.isKnown(cell, i < names.size() ? names.get(i) : "")
                        && !(escaped && plain.equals("\\n"))) {
                    found.putIfAbsent(plain, cell.strip());
                }
            }
        }
        if (!found.isEmpty()) {
            dialect.nullWords(List.copyOf(found.values()));
            notes.add(Guessed.nullWords(found.values()));
        }
    }
}
