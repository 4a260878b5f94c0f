package dev.upserter.source.guess;

import dev.upserter.problem.Location;
import dev.upserter.problem.Quantities;
import dev.upserter.source.OptOutList;
import dev.upserter.source.SourceConfig;
import dev.upserter.source.packed.ZipArchive;
import dev.upserter.source.stream.TemporaryFolders;
import dev.upserter.workbook.Workbook;
import dev.upserter.workbook.WorkbookConfig;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;

/** Detects which sheet of a workbook holds the rows, and where on it. Used once, by one thread. */
final class SheetGuess {
    private final Path path;
    private final String name;
    private final SourceConfig given;

    private final boolean isOne;

    /**
     * @param isOne whether no other file is read in the same way
     */
    SheetGuess(Path path, String name, SourceConfig given, boolean isOne) {
        this.path = path;
        this.name = name;
        this.given = given;
        this.isOne = isOne;
    }

    /**
     * A sheet.
     *
     * @param optOuts the sheets of people who opted out beside it
     */
    private record Sheet(SheetRows rows, List<OptOutList> optOuts) {}

    /**
     * The result.
     *
     * @param config the given configuration if nothing differs
     */
    record Found(SourceConfig config, List<GuessNote> notes) {}

    /**
     * @param anySheet whether no sheet is configured
     */
    Found look(boolean anySheet) throws IOException {
        var others = new ArrayList<SheetRows>();
        Sheet sheet = read(given.workbook(), anySheet ? others : null);
        var notes = new ArrayList<GuessNote>();
        WorkbookConfig workbook = given.workbook();
        if (anySheet) {
            String first = sheet.rows().name();
            SheetRows chosen = choose(sheet.rows(), others, notes);
            workbook = notes.isEmpty() && sheet.optOuts().isEmpty() && !OptOutList.isName(chosen.name())
                    ? workbook
                    : new WorkbookConfig(chosen.name(), 1, workbook.cells());
            sheet = chosen.name().equals(first) ? sheet : read(workbook, null);
        }
        SheetRows rows = sheet.rows();
        sheet.optOuts().stream().map(GuessNote::optOuts).forEach(notes::add);
        if (rows.first().isEmpty()) {
            return new Found(given.with(workbook), notes);
        }
        var table = new TableGuess(given.dialect(), "row", rows.offset(), isOne);
        table(rows, table);
        notes.addAll(table.notes());
        if (rows.hidden() > 0) {
            notes.add(new GuessNote(
                    Quantities.rows(rows.hidden()) + (rows.hidden() == 1 ? " is" : " are")
                            + " hidden in Excel, as by a filter, and read like the others",
                    "delete them, or copy the rows that Excel shows to a sheet of their own, if they are to be left out",
                    true));
        }
        return new Found(given.with(workbook).withDialect(table.dialect().build()), notes);
    }

    private static void table(SheetRows rows, TableGuess table) {
        int columns = rows.columns();
        int first = CsvPreamble.end(rows.first(), columns);
        table.start(rows.first(), first, columns);
        List<CsvTrial.Row> body = rows.first().subList(first, rows.first().size());
        List<CsvTrial.Row> end = rows.isShort() ? body : rows.last();
        int kept = end.size() < 2 ? end.size() : CsvFooter.start(end, columns);
        if (kept < end.size()) {
            table.footer(end.size() - kept, end.get(kept));
        }
        List<CsvTrial.Row> read = rows.isShort() ? body.subList(0, kept) : body;
        List<CsvTrial.Row> of = rows.isShort() ? table.first(read, true) : read;
        if (rows.isShort()) {
            table.titles(of, true);
        }
        table.words(of, body.getFirst().cells(), false);
    }

    /** The sheet that looks most like a list of people, and what is to say of it. */
    private static SheetRows choose(SheetRows first, List<SheetRows> others, List<GuessNote> notes) {
        SheetRows best = first;
        for (SheetRows other : others) {
            best = isBetter(other, best) ? other : best;
        }
        SheetRows chosen = best;
        String hint = "source.sheet: " + GuessNote.yaml(chosen.name());
        if (!chosen.name().equals(first.name())) {
            notes.add(new GuessNote(
                    "the first sheet, " + first.name() + ", " + doubt(first) + ". The rows are taken from the sheet "
                            + chosen.name(),
                    hint));
        }
        List<String> header =
                chosen.table().isEmpty() ? List.of() : chosen.table().getFirst().cells();
        List<SheetRows> rest = others.stream()
                .filter(other -> !other.name().equals(chosen.name()))
                .toList();
        String beside = OtherSheets.beside(rest, header);
        if (!beside.isEmpty()) {
            notes.add(new GuessNote(
                    "the rows are those of the sheet " + chosen.name()
                            + ". Other sheets look like lists of people, too: " + beside,
                    hint + " reads this one. --sheet shows another",
                    true));
        }
        return chosen;
    }

    private static boolean isBetter(SheetRows other, SheetRows best) {
        SheetLooks looks = SheetLooks.of(best);
        SheetLooks others = SheetLooks.of(other);
        boolean areOut = OptOutList.isName(best.name());
        if (areOut != OptOutList.isName(other.name())) {
            return areOut && others.holdsPeople();
        }
        return (!looks.holdsPeople() || looks.repeatsPeople()) && others.isBetterThan(looks);
    }

    private static String doubt(SheetRows first) {
        if (first.first().isEmpty()) {
            return "is empty";
        }
        if (OptOutList.isName(first.name())) {
            return "seems to list people who opted out";
        }
        return SheetLooks.of(first).repeatsPeople() ? "has several rows of one person" : "looks like no list of people";
    }

    /**
     * Reads a sheet.
     *
     * @param others takes the starts of the other sheets, too; null if they are not asked for
     */
    private Sheet read(WorkbookConfig which, @Nullable List<SheetRows> others) throws IOException {
        ZipFile archive = ZipArchive.archive(path, name);
        try {
            try (Workbook workbook = Workbook.open(
                    archive,
                    name,
                    which,
                    given.maxBytes(),
                    () -> TemporaryFolders.create(
                            "upserter-workbook-", new Location.InFile(name), "a workbook with so many texts"))) {
                var sheet = new Sheet(SheetRows.of(workbook), OtherSheets.optOuts(workbook));
                if (others != null) {
                    others.addAll(OtherSheets.read(workbook, SheetRows::firstRows));
                }
                return sheet;
            }
        } finally {
            archive.close();
        }
    }
}
