package dev.upserter.source.sheet;

import dev.upserter.problem.Code;
import dev.upserter.problem.DiskFailure;
import dev.upserter.problem.Location;
import dev.upserter.problem.Problem;
import dev.upserter.problem.ProblemException;
import dev.upserter.record.Header;
import dev.upserter.record.SourceRecord;
import dev.upserter.source.Dialect;
import dev.upserter.source.Footers;
import dev.upserter.source.Format;
import dev.upserter.source.IdleKeys;
import dev.upserter.source.Source;
import dev.upserter.source.SourceConfig;
import dev.upserter.source.SourceProblems;
import dev.upserter.source.WithoutLastRows;
import dev.upserter.source.csv.BlankColumns;
import dev.upserter.source.csv.CsvHeader;
import dev.upserter.source.csv.SkippedHeader;
import dev.upserter.source.guess.FirstRows;
import dev.upserter.source.guess.OtherSheets;
import dev.upserter.source.stream.FileEnd;
import dev.upserter.source.stream.TemporaryFolders;
import dev.upserter.workbook.CellName;
import dev.upserter.workbook.DamagedException;
import dev.upserter.workbook.SheetRow;
import dev.upserter.workbook.TemporaryFileException;
import dev.upserter.workbook.Workbook;
import java.io.EOFException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;

/**
 * Records from a sheet of an Excel workbook. Its first row that is not blank names the columns, unless
 * {@code source.columns} does. Places are those that Excel shows. A row that does not fit affects only itself.
 */
public final class WorkbookSource implements Source {
    private final Workbook workbook;
    private final Dialect dialect;
    private final String name;
    private final long length;
    private final SheetRow row;
    private final SheetFields fields;
    private final SourceRecord record;
    private final boolean isSheetNamed;
    private @Nullable CsvHeader header;
    private final List<String> names = new ArrayList<>();
    private List<Problem> warnings = List.of();
    private int firstColumn;
    private int headerRow;
    private int lastRow;
    private boolean waiting;
    private boolean isRowAtHand;
    private boolean ended;
    private List<FileEnd> ends = List.of();
    private long count;
    /** How many rows precede the footer, once it has been reached; negative before. */
    private long rows = -1;

    private WorkbookSource(Workbook workbook, String name, long length, SourceConfig config) {
        this.workbook = workbook;
        this.dialect = config.dialect();
        this.name = name + "/" + workbook.sheetName();
        this.isSheetNamed = config.workbook().isChosen();
        this.length = length;
        this.row = workbook.row();
        this.record = new SourceRecord(this.name, false);
        this.fields = new SheetFields(record, config.emptyCells(), dialect.nullWords());
    }

    /**
     * Opens a source; closing it closes the archive, which stays open if this fails.
     *
     * @param length of the file, bytes
     * @param name   the name in messages
     */
    public static Source open(ZipFile archive, long length, String name, SourceConfig config) {
        var place = new Location.InFile(name);
        IdleKeys.refuse(Format.XLSX, config, name);
        try {
            Workbook workbook = Workbook.open(
                    archive,
                    name,
                    config.workbook(),
                    config.maxBytes(),
                    () -> TemporaryFolders.create("upserter-workbook-", place, "a workbook with so many texts"));
            var source = new WorkbookSource(workbook, name, length, config);
            int last = config.dialect().footerLines();
            return last == 0 ? source : new WithoutLastRows(source, last);
        } catch (IOException e) {
            throw broken(name, e);
        }
    }

    private static RuntimeException broken(String name, IOException e) {
        if (e instanceof DamagedException || e instanceof ZipException || e instanceof EOFException) {
            return SourceProblems.stop(
                    new Location.InFile(name),
                    "the workbook is damaged: "
                            + (e instanceof DamagedException
                                    ? e.getMessage()
                                    : "a part of it cannot be unpacked, as after a copy that broke off"),
                    "open it in Excel or LibreOffice and save it again, or copy it again. Then run the same command"
                            + " again");
        }
        if (e instanceof TemporaryFileException && e.getCause() instanceof IOException cause) {
            return new ProblemException(
                    Problem.of(
                            Code.OUT_OF_RESOURCES,
                            new Location.InFile(name),
                            "the texts of the workbook do not fit into the memory, and the temporary file for them"
                                    + " cannot be written: " + DiskFailure.reason(cause),
                            "free space in the folder for temporary files, or name another one with TMPDIR. Then run"
                                    + " the same command again"),
                    e);
        }
        return SourceProblems.unreadable(name, e);
    }

    @Override
    public boolean hasNext() {
        if (!waiting && !ended) {
            try {
                begin();
                waiting = advance();
            } catch (IOException e) {
                ended = true;
                throw broken(name, e);
            } catch (RuntimeException e) {
                ended = true;
                throw e;
            }
            if (!waiting) {
                ended = true;
                tellMerged();
                ends = List.of(new FileEnd(name, rows < 0 ? count : rows, FileEnd.Ending.OWN_END));
            }
        }
        return waiting;
    }

    /** Reads the header, before the first row. */
    private void begin() throws IOException {
        if (header == null) {
            CsvHeader read = readHeader();
            header = read;
            warnings = isSheetNamed ? read.warnings() : withOthers(read.warnings());
            OtherSheets.optOuts(workbook).forEach(list -> warnings = with(warnings, list.problem(name)));
        }
    }

    /** Adds a warning where cells of the table are merged, which the sheet says after its last row. */
    private void tellMerged() {
        var table = new MergedCells(
                dialect.columns().isEmpty() ? names : dialect.columns(),
                firstColumn,
                headerRow,
                lastRow - dialect.footerLines());
        table.problem(workbook.merged(), name).ifPresent(problem -> warnings = with(warnings, problem));
    }

    private static List<Problem> with(List<Problem> warnings, Problem another) {
        var all = new ArrayList<>(warnings);
        all.add(another);
        return List.copyOf(all);
    }

    /** Adds a warning where other sheets hold people, too. */
    private List<Problem> withOthers(List<Problem> warnings) {
        String others = OtherSheets.beside(workbook, dialect.columns().isEmpty() ? names : List.of());
        if (others.isEmpty()) {
            return warnings;
        }
        return with(
                warnings,
                Problem.of(
                        Code.SHEET_NOT_NAMED,
                        new Location.InFile(name),
                        "only the first sheet is read, and source.sheet does not name it. Other sheets look like lists of"
                                + " people, too: " + others));
    }

    private boolean advance() throws IOException {
        boolean isRow = isRowAtHand || workbook.next();
        isRowAtHand = false;
        String footer = dialect.footer();
        if (rows >= 0 || isRow && footer != null && text().startsWith(footer)) {
            rows = rows < 0 ? count : rows;
            return isRow;
        }
        lastRow = row.number();
        if (!isRow && footer != null) {
            throw SourceProblems.stop(
                    new Location.InFile(name),
                    "the sheet ends without a row that starts as source.footer says, so it may have been cut off",
                    "export it again. If sheets may end without one, remove source.footer");
        }
        return isRow;
    }

    /** The text of the first cell that is not empty. */
    private String text() {
        for (int i = 0; i < row.count(); i++) {
            if (row.end(i) > row.start(i)) {
                return row.text(i);
            }
        }
        return "";
    }

    /** Moves to the first row after those that are skipped; false if there is none. */
    private boolean skip() throws IOException {
        boolean isRow = workbook.next();
        while (isRow && row.number() <= dialect.skip()) {
            checkSkipped();
            isRow = workbook.next();
        }
        return isRow;
    }

    /** In words, the sheets that Excel hides, among which the rows may be. */
    private String hidden() {
        List<String> names = workbook.hiddenSheets();
        return names.isEmpty() ? "" : ". Excel hides " + String.join(", ", names);
    }

    private void checkSkipped() {
        var cells = new ArrayList<String>();
        for (int i = 0; i < row.count(); i++) {
            while (cells.size() < row.column(i)) {
                cells.add("");
            }
            cells.add(row.text(i));
        }
        SkippedHeader.check(dialect.columns(), cells, new Location.InRows(name, row.number()));
    }

    private CsvHeader readHeader() throws IOException {
        boolean isRow = skip();
        if (!dialect.columns().isEmpty()) {
            isRowAtHand = isRow;
            headerRow = dialect.skip();
            CsvHeader given = CsvHeader.of(dialect.columns(), new Location.InFile(name), CellName::column);
            fields.begin(given, 0, dialect.columns());
            return given;
        }
        if (!isRow) {
            throw SourceProblems.noHeader(
                    new Location.InFile(name),
                    dialect.skip() == 0
                            ? "the sheet is empty"
                            : "the sheet has nothing after the rows that source.skip leaves out",
                    "name another sheet with source.sheet, or check the export that made the file" + hidden());
        }
        var place = new Location.InRows(name, row.number());
        int first = 0;
        for (int i = 0; i < row.count(); i++) {
            String text = name(i, place);
            if (!text.isBlank()) {
                first = names.isEmpty() ? row.column(i) : first;
                while (names.size() < row.column(i) - first) {
                    names.add("");
                }
                names.add(text);
            }
        }
        firstColumn = first;
        headerRow = row.number();
        int offset = first;
        CsvHeader read = CsvHeader.of(names, place, i -> CellName.column(offset + i));
        fields.begin(read, first, names);
        return BlankColumns.areBetween(names)
                ? read.with(BlankColumns.tables(names, FirstRows.below(workbook, row.number(), first)))
                : read;
    }

    private String name(int i, Location place) {
        return switch (row.kind(i)) {
            case TEXT, NUMBER -> row.text(i);
            case TRUE -> "TRUE";
            case FALSE -> "FALSE";
            case UNREADABLE ->
                throw SourceProblems.stop(
                        place,
                        "cell " + CellName.of(row.column(i), row.number()) + ", which should name its column, "
                                + row.text(i));
        };
    }

    @Override
    public SourceRecord next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        waiting = false;
        record.begin(++count, row.number(), 0);
        fields.take(row);
        if (rows == count - 1) {
            record.footer(false); // it starts as source.footer says
        } else if (rows >= 0) {
            Footers.leaveOut(record);
        }
        return record;
    }

    @Override
    public List<Header> headers() {
        return header == null ? List.of() : List.of(header.header());
    }

    @Override
    public List<Problem> warnings() {
        return warnings;
    }

    @Override
    public List<FileEnd> ends() {
        return ends;
    }

    @Override
    public long bytesRead() {
        return workbook.part(length);
    }

    /** Does nothing: a file on disk does not block. */
    @Override
    public void cancel() {}

    @Override
    public void close() throws IOException {
        ended = true;
        waiting = false;
        workbook.close();
    }
}
