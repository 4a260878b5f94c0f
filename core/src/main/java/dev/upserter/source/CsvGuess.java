package dev.upserter.source;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Finds out how CSV differs from the plain form. Used once, by one thread. */
final class CsvGuess {
    private static final List<Character> DELIMITERS = List.of(',', ';', '\t', '|');
    private static final List<String> COMMENTS = List.of("#", "//", "--");
    private static final int MOST_BEFORE = 30;
    private static final int MOST_AFTER = 3;
    private static final int LAST_BYTES = 8 << 10;

    /** A single short row among more than so many is rather a broken one. */
    private static final int MANY = 5;

    private static final Pattern LAST = Pattern.compile(
            "^\\W*((grand |sub)?totals?\\b|sum\\b|summe\\b|gesamt\\b|end of\\b|\\d+ rows?\\b|generated\\b|exported\\b"
                    + "|rows?:|records?:).*",
            Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    private static final Pattern TOTAL = Pattern.compile(
            "((grand |sub)?totals?|sum|summe|gesamt|gesamtsumme|somme|suma|totale):?", Pattern.CASE_INSENSITIVE);

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
        CsvTrial best = best();
        if (best.rows().isEmpty()) {
            return Optional.empty();
        }
        List<CsvTrial.Row> rows = withoutComments(best);
        escapes(best);
        int columns = best.columns();
        int first = firstOf(rows, columns);
        if (!before(rows, first, columns)) {
            header(rows, 0, columns);
        }
        List<CsvTrial.Row> body = rows.subList(first, rows.size());
        if (whole && !best.isFull()) {
            body = withoutFooter(body, columns);
        } else if (hasEnd) {
            withoutFooter(lastRows(best), columns);
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
        return delimiter == '\t' ? "tabs" : "'" + delimiter + "'";
    }

    static String yaml(String text) {
        return "\"" + text.replace("\\", "\\\\").replace("\t", "\\t").replace("\"", "\\\"") + "\"";
    }

    private char told(SourceConfig config) throws IOException {
        return format == Format.TSV
                ? '\t'
                : Delimiters.of(new HeadStream(new ByteArrayInputStream(text)), config.dialect());
    }

    /** The delimiter and the dialect in which the rows fit each other best; the plain one where others are no better. */
    private CsvTrial best() throws IOException {
        Dialect plain = given.dialect();
        CsvTrial best = best(plain);
        var others = new ArrayList<Dialect>();
        if (Backslashes.mayEscape(all)) {
            others.add(plain.but().escape(Dialect.Escape.BACKSLASH).build());
            others.add(plain.but().escape(Dialect.Escape.BACKSLASH).quote(null).build());
        }
        if (best.broken() > 0 && !isOpenEnded() && !best.hasObjects()) {
            others.add(plain.but().quote(null).build());
        }
        for (Dialect other : others) {
            CsvTrial trial = best(other);
            best = trial.fit() > best.fit() + 1e-9 ? trial : best;
        }
        return best;
    }

    /** Whether the text breaks off in a line: a mark that is not closed is rather a sign of that. */
    private boolean isOpenEnded() {
        return hasEnd && all.length > 0 && all[all.length - 1] != '\n';
    }

    private CsvTrial best(Dialect one) throws IOException {
        Character named = given.delimiter();
        if (named != null || format == Format.TSV) {
            return CsvTrial.of(text, whole, named == null ? '\t' : named, one);
        }
        CsvTrial best = CsvTrial.of(text, whole, DELIMITERS.getFirst(), one);
        for (int i = 1; i < DELIMITERS.size(); i++) {
            CsvTrial trial = CsvTrial.of(text, whole, DELIMITERS.get(i), one);
            boolean better = trial.fit() > best.fit() + 1e-9 && (trial.columns() > 1 || best.columns() < 2)
                    || trial.fit() > best.fit() - 1e-9 && trial.columns() > best.columns();
            best = better ? trial : best;
        }
        return best;
    }

    private List<CsvTrial.Row> withoutComments(CsvTrial trial) {
        for (String start : COMMENTS) {
            List<CsvTrial.Row> lines = trial.rows().stream()
                    .filter(row -> row.start().startsWith(start))
                    .toList();
            boolean other = trial.columns() > 1
                    && !lines.isEmpty()
                    && lines.stream().noneMatch(row -> row.count() == trial.columns());
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
        }
    }

    private static int firstOf(List<CsvTrial.Row> rows, int columns) {
        for (int i = 0; i < rows.size(); i++) {
            if (rows.get(i).count() == columns) {
                return i;
            }
        }
        return 0;
    }

    /** Lines before the header, or a header that lacks the cells that every row leaves empty; whether there are such. */
    private boolean before(List<CsvTrial.Row> rows, int first, int columns) {
        if (first == 0 || first > MOST_BEFORE || columns < 2) {
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
        List<CsvTrial.Row> lines = rows.subList(0, first);
        boolean isHeader = CellLooks.isHeader(rows.get(first).cells());
        boolean isJoined = lines.stream()
                .anyMatch(row -> row.count() > 1 && rows.get(first).cells().containsAll(row.cells()));
        if (isJoined || lines.stream().anyMatch(row -> row.count() > columns || row.count() > 1 && !isHeader)) {
            return false;
        }
        skip((int) rows.get(first).line() - 1);
        header(rows, first, columns);
        return true;
    }

    private void skip(int lines) {
        dialect.skip(lines);
        note("the first " + (lines == 1 ? "line is" : lines + " lines are") + " no row", "source.skip: " + lines);
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

    /** Those at the end of a long text; none where they cannot be told. */
    private List<CsvTrial.Row> lastRows(CsvTrial best) throws IOException {
        int start = Math.max(0, all.length - LAST_BYTES);
        while (start > 0 && start < all.length && all[start - 1] != '\n') {
            start++;
        }
        CsvTrial trial =
                CsvTrial.of(Arrays.copyOfRange(all, start, all.length), true, best.delimiter(), dialect.build());
        return trial.broken() > 0 ? List.of() : trial.rows();
    }

    private List<CsvTrial.Row> withoutFooter(List<CsvTrial.Row> rows, int columns) {
        int last = rows.size();
        if (last < 2) {
            return rows;
        }
        if (rows.getLast().start().strip().equals("\\.")) {
            dialect.footer("\\.");
            note("the last line marks the end", "source.footer: " + yaml("\\."));
            return rows.subList(0, last - 1);
        }
        int kept = last;
        while (kept > 1 && last - kept < MOST_AFTER && isAfter(rows.get(kept - 1), columns)) {
            kept--;
        }
        int lines = last - kept;
        if (lines > 0) {
            dialect.footerLines(lines);
            note("the last " + (lines == 1 ? "line is" : lines + " lines are") + " no row", "source.footer: " + lines);
        }
        return rows.subList(0, kept);
    }

    private static boolean isAfter(CsvTrial.Row row, int columns) {
        String first = row.cells().getFirst().strip();
        return row.count() < columns
                ? row.count() < 3 && LAST.matcher(row.start()).matches()
                : columns > 1 && TOTAL.matcher(first).matches();
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
                && DELIMITERS.stream()
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
