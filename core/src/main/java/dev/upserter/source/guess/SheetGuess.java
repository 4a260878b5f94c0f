package dev.upserter.source.guess;

import dev.upserter.problem.Location;
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

/** Detects which sheet of a workbook holds the rows, and where on it. Used once, by one thread. */
final class SheetGuess {
    /** Further sheets are not examined. */
    private static final int MOST_SHEETS = 12;

    private final Path path;
    private final String name;
    private final SourceConfig given;

    SheetGuess(Path path, String name, SourceConfig given) {
        this.path = path;
        this.name = name;
        this.given = given;
    }

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
        SheetRows rows = read(given.workbook());
        var notes = new ArrayList<GuessNote>();
        WorkbookConfig workbook = given.workbook();
        if (anySheet && !SheetLooks.of(rows).holdsPeople()) {
            SheetRows other = better(rows);
            if (!other.name().equals(rows.name())) {
                notes.add(new GuessNote(
                        "the first sheet, " + rows.name() + ", "
                                + (rows.first().isEmpty() ? "is empty" : "looks like no list of people")
                                + "; the rows are taken from the sheet " + other.name(),
                        "source.sheet: " + GuessNote.yaml(other.name())));
                workbook = new WorkbookConfig(other.name(), 1, workbook.cells());
                rows = other;
            }
        }
        if (rows.first().isEmpty()) {
            return new Found(given.with(workbook), notes);
        }
        var table = new TableGuess(given.dialect(), "row", rows.offset());
        table(rows, table);
        notes.addAll(table.notes());
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
        table.words(
                rows.isShort() ? body.subList(0, kept) : body, body.getFirst().cells());
    }

    /** The sheet that looks most like a list of people; the first unless another looks more like one. */
    private SheetRows better(SheetRows first) throws IOException {
        SheetRows best = first;
        try (ZipFile archive = ZipArchive.archive(path, name)) {
            List<String> names = Workbook.sheetNames(archive, name);
            for (int i = 2; i <= Math.min(names.size(), MOST_SHEETS); i++) {
                if (!names.get(i - 1).isBlank()) {
                    SheetRows other =
                            read(new WorkbookConfig(null, i, given.workbook().cells()));
                    best = SheetLooks.of(other).isBetterThan(SheetLooks.of(best)) ? other : best;
                }
            }
        }
        return best;
    }

    private SheetRows read(WorkbookConfig which) throws IOException {
        ZipFile archive = ZipArchive.archive(path, name);
        try {
            try (Workbook workbook = Workbook.open(
                    archive,
                    name,
                    which,
                    given.maxBytes(),
                    () -> TemporaryFolders.create(
                            "upserter-workbook-", new Location.InFile(name), "a workbook with so many texts"))) {
                return SheetRows.of(workbook);
            }
        } finally {
            archive.close();
        }
    }
}
