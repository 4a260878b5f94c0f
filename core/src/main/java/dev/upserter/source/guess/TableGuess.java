package dev.upserter.source.guess;

import dev.upserter.operation.text.Notices;
import dev.upserter.source.Dialect;
import dev.upserter.source.OptOutList;
import dev.upserter.source.csv.NullTexts;
import dev.upserter.source.csv.SurveyHeader;
import dev.upserter.workbook.CellName;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Finds where a table starts and ends among rows of text, whatever their format. Used once, by one thread. */
final class TableGuess {
    private final Dialect given;
    private final Dialect.Builder dialect;
    private final String unit;
    private final int offset;
    private final boolean isOne;
    private final List<GuessNote> notes = new ArrayList<>();
    private @Nullable GuessNote skipped;

    /**
     * Starts from what is configured.
     *
     * @param unit   the name of what is skipped: lines or rows
     * @param offset how many blank columns precede those of the rows
     * @param isOne  whether no other file is read in the same way, whose columns may stand in another order
     */
    TableGuess(Dialect given, String unit, int offset, boolean isOne) {
        this.given = given;
        this.dialect = given.but();
        this.unit = unit;
        this.offset = offset;
        this.isOne = isOne;
    }

    /** What has been detected so far; can be extended. */
    Dialect.Builder dialect() {
        return dialect;
    }

    List<GuessNote> notes() {
        return notes;
    }

    void note(String message, String hint) {
        notes.add(new GuessNote(message, hint));
    }

    private void warn(String message, String hint) {
        notes.add(new GuessNote(message, hint, true));
    }

    /**
     * Records what precedes the table, and its header.
     *
     * @param first the first row of the table
     */
    void start(List<CsvTrial.Row> rows, int first, int columns) {
        List<List<String>> wide = rows.stream()
                .filter(row -> row.count() == columns)
                .map(CsvTrial.Row::cells)
                .toList();
        if (given.columns().isEmpty() && OddRows.isTurned(wide)) {
            notes.add(GuessNote.turned());
        } else if (!before(rows, first, columns)) {
            header(rows, 0, columns);
        }
    }

    /**
     * Handles rows before the header, or a header that lacks the cells that every row leaves empty; returns whether there
     * are any.
     */
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
        if (!CsvPreamble.isHeader(rows.get(first))
                && rows.subList(0, first).stream().anyMatch(row -> row.filled() > 1)) {
            return false; // rather a header, and rows with another delimiter
        }
        skip((int) rows.get(first).line() - 1);
        header(rows, first, columns);
        return true;
    }

    private void skip(int count) {
        dialect.skip(count);
        notes.remove(skipped);
        skipped = new GuessNote(
                count == 1 ? "the first " + unit + " is no row" : "the first " + count + " " + unit + "s are no rows",
                "source.skip: " + count);
        notes.add(skipped);
    }

    /** Handles a first row that is data. */
    private void header(List<CsvTrial.Row> rows, int first, int columns) {
        List<CsvTrial.Row> rowsAlike = rows.subList(first, rows.size()).stream()
                .filter(row -> row.count() == columns)
                .toList();
        List<List<String>> alike = rowsAlike.stream().map(CsvTrial.Row::cells).toList();
        if (given.columns().isEmpty() && rows.get(first).count() == columns && CellLooks.isData(alike)) {
            List<String> known = FirebaseUsers.names(alike);
            if (known.isEmpty()) {
                columns(CellLooks.names(alike), "the first row is data, so there are no names of columns");
            } else {
                columns(known, "the rows are those of firebase auth:export, which have no header");
            }
        } else if (!isOne && given.columns().isEmpty()) {
            SideTables.in(alike, List.of())
                    .filter(beside -> !beside.areSeveral())
                    .ifPresent(beside -> notes.add(GuessNote.guard(beside.told(alike.getFirst(), this::label))));
        } else if (given.columns().isEmpty() && rows.get(first).count() == columns) {
            Optional<SurveyHeader> survey = SurveyHeader.of(rows.subList(first, rows.size()).stream()
                    .limit(SurveyHeader.MOST_ROWS + 1)
                    .map(CsvTrial.Row::cells)
                    .toList());
            if (survey.isPresent()) {
                survey(rows.get(first + survey.get().last()), survey.get());
            } else {
                boolean isSecond = OddRows.isSecondHeader(alike);
                if (isSecond) {
                    note(
                            "the " + unit + " below the header is no row: it has words where all others have values",
                            "source.skip leaves it out, with source.columns");
                }
                table(
                        isSecond ? rowsAlike.get(1) : rows.get(first),
                        isSecond
                                ? Stream.concat(
                                                alike.stream().limit(1),
                                                alike.stream().skip(2))
                                        .toList()
                                : alike,
                        first == 0 ? List.of() : rows.get(first - 1).cells());
            }
        }
    }

    /**
     * Handles a header of names.
     *
     * @param last   the last row of the header
     * @param rows   the header, and what is below it
     * @param titles the cells above it
     */
    private void table(CsvTrial.Row last, List<List<String>> rows, List<String> titles) {
        List<String> names = rows.getFirst();
        Optional<SideTables> beside = SideTables.in(rows, titles);
        if (beside.isPresent()) {
            beside(names, last, beside.get());
        } else if (!twins(names, last)) {
            boolean isBeyond = unit.equals("row") && (isUnnamed(rows, 0) || isUnnamed(rows, names.size() - 1));
            if (isBeyond) {
                skip((int) last.lastLine());
                columns(names, "columns without a name hold values, which are left out", true);
            } else if (!last.cells().equals(names)) {
                skip((int) last.lastLine());
                columns(names, "the columns are named here, as their names are skipped with the row below them");
            }
        }
    }

    /** Whether a column of a sheet has values and no name, so that a run would reject their rows. */
    private static boolean isUnnamed(List<List<String>> rows, int column) {
        return rows.getFirst().get(column).isBlank()
                && rows.stream().anyMatch(row -> !row.get(column).isBlank());
    }

    /** Rows of the header that would become people. */
    private void survey(CsvTrial.Row last, SurveyHeader header) {
        skip((int) last.lastLine());
        columns(header.names(), "the header is that of a survey and has several rows");
    }

    /** A run refuses to take columns of several tables, and of a blank column it cannot know whether it separates any. */
    private void beside(List<String> header, CsvTrial.Row last, SideTables beside) {
        List<String> names = beside.names(header);
        if (twins(names, last)) {
            warn(beside.told(header, this::label), "source.columns says which columns are read");
            return;
        }
        skip((int) last.lastLine());
        columns(names, beside.told(header, this::label), true);
    }

    /** What people call a column. */
    private String label(int column) {
        return unit.equals("row") ? CellName.column(offset + column) : String.valueOf(column + 1);
    }

    /** Columns that share a name would be left out, as a rule could not name one of them; false if there are none. */
    private boolean twins(List<String> given, CsvTrial.Row header) {
        var names = new ArrayList<String>();
        var twins = new LinkedHashSet<String>();
        for (String name : given) {
            String own = name;
            for (int i = 2; !name.isBlank() && (names.contains(own) || i > 2 && given.contains(own)); i++) {
                own = name.strip() + " " + i;
                twins.add(name.strip());
            }
            names.add(own);
        }
        if (!twins.isEmpty()) {
            skip((int) header.lastLine());
            columns(names, GuessNote.twins(twins), true);
        }
        return !twins.isEmpty();
    }

    private void columns(List<String> names, String why) {
        columns(names, why, false);
    }

    private void columns(List<String> names, String why, boolean isWarning) {
        List<String> all = Stream.concat(Stream.generate(() -> "").limit(offset), names.stream())
                .toList();
        dialect.columns(all);
        notes.add(new GuessNote(
                why,
                "source.columns: ["
                        + all.stream()
                                .map(name -> name.matches("[A-Za-z_][A-Za-z0-9_]*") ? name : GuessNote.yaml(name))
                                .collect(Collectors.joining(", "))
                        + "]. Give them names of your own",
                isWarning));
    }

    /**
     * Leaves out rows that are titles of those below them, and the people below one that says that they opted out.
     *
     * @param canEnd whether the table can end before its last row
     */
    void titles(List<CsvTrial.Row> body, boolean canEnd) {
        Dialect found = dialect.build();
        if (given.columns().isEmpty() && !body.isEmpty()) {
            List<String> names = found.columns().isEmpty()
                    ? body.getFirst().cells()
                    : found.columns().subList(offset, found.columns().size());
            OddRows.titles(body, names).ifPresent(titles -> titles(body, titles, canEnd));
        }
    }

    private void titles(List<CsvTrial.Row> body, OddRows.Titles titles, boolean canEnd) {
        Optional<CsvTrial.Row> out = titles.rows().stream()
                .filter(row -> OptOutList.isName(row.label()))
                .findFirst();
        Optional<CsvTrial.Row> end = out.filter(row -> canEnd && SecondTable.canStart(body, body.indexOf(row)));
        out.ifPresent(row -> optOuts(row, end.isPresent()));
        List<CsvTrial.Row> before = titles.rows().stream()
                .takeWhile(row -> end.filter(row::equals).isEmpty())
                .toList();
        before.stream()
                .filter(row -> Notices.isNotice(row.label()))
                .findFirst()
                .ifPresent(row -> warn(
                        unit + " " + row.line() + " is a note or an error of the program that wrote the data, and no"
                                + " person: rows may be missing",
                        "write the data again"));
        List<CsvTrial.Row> others =
                before.stream().filter(row -> !Notices.isNotice(row.label())).toList();
        if (!others.isEmpty()) {
            notes.add(GuessNote.filter(
                    (others.size() == 1 ? "1 " + unit + " holds" : others.size() + " " + unit + "s hold")
                            + " nothing but a word in " + titles.in() + ", as titles of sections do, and "
                            + (others.size() == 1 ? "is no person" : "are no people") + ": the first is " + unit + " "
                            + others.getFirst().line(),
                    "row['" + titles.other() + "'] != blank"));
        }
    }

    private void optOuts(CsvTrial.Row title, boolean canEnd) {
        if (canEnd) {
            dialect.footerLines(0);
            dialect.footer(SecondTable.label(title));
        }
        warn(
                "the people below " + unit + " " + title.line() + " opted out, as the title there says: they are "
                        + (canEnd ? "left out" : "read like the others") + ", and stay subscribed",
                "move them to a file or a sheet of their own, and send it with mappings: [{value: true, to: unsubscribed}]");
    }

    /** Leaves out what follows the table; its first line is shown. */
    void footer(int count, CsvTrial.Row first) {
        dialect.footerLines(count);
        note(
                (count == 1
                                ? "the last " + unit + " is no row: "
                                : "the last " + count + " " + unit + "s are no rows, from ")
                        + CsvFooter.shown(first),
                "source.footer: " + count);
    }

    /** Leaves out a second table, where its start can be told from all rows, and returns the rows before it. */
    List<CsvTrial.Row> first(List<CsvTrial.Row> body, boolean canEnd) {
        Optional<SecondTable> second = SecondTable.in(body);
        if (second.isEmpty()) {
            return body;
        }
        SecondTable table = second.get();
        String where = "a second table starts at " + unit + " " + table.line() + ", below blank " + unit + "s"
                + (OptOutList.isName(table.label()) ? ", with people who opted out, as its title says" : "");
        if (canEnd
                && table.isSure()
                && dialect.build().footerLines() == 0
                && dialect.build().footer() == null) {
            dialect.footer(table.label());
            warn(
                    where + ", and is left out",
                    "source.footer: " + GuessNote.yaml(table.label())
                            + ". Move it to a file or a sheet of its own to read it");
            return body.subList(0, table.at());
        }
        warn(where + ", and is read as rows of the first", "move it to a file or a sheet of its own");
        return body;
    }

    /**
     * Records words for null in the cells.
     *
     * @param isNa whether NA is one
     */
    void words(List<CsvTrial.Row> body, List<String> header, boolean isNa) {
        Dialect found = dialect.build();
        List<String> names = found.columns().isEmpty()
                ? header
                : found.columns().subList(offset, found.columns().size());
        boolean escaped = found.escape() == Dialect.Escape.BACKSLASH;
        Map<String, String> words = new LinkedHashMap<>();
        Set<String> hiding = new HashSet<>();
        for (CsvTrial.Row row : body) {
            for (int i = 0; i < row.count(); i++) {
                String cell = row.cells().get(i);
                String plain = NullTexts.plain(cell);
                String name = i < names.size() ? names.get(i) : "";
                if (NullTexts.hidesOptOut(cell, name)) {
                    hiding.add(plain);
                } else if (NullTexts.isKnown(cell, name) && !(escaped && plain.equals("\\n"))
                        || isNa && plain.equals("na")) {
                    words.putIfAbsent(plain, cell.strip());
                }
            }
        }
        words.keySet().removeAll(hiding);
        if (!words.isEmpty()) {
            dialect.nullWords(List.copyOf(words.values()));
            notes.add(GuessNote.nullWords(words.values()));
        }
    }
}
