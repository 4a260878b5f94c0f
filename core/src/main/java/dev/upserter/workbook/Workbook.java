package dev.upserter.workbook;

import dev.upserter.problem.Location;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** A workbook on disk, of which one sheet is read. For one thread, except {@link #part}. */
public final class Workbook implements AutoCloseable {
    /** A file that is packed by more than this, and unpacks to more than any sheet has, was made to fill disks. */
    private static final int MOST_PACKED = 400;

    private static final long SUSPICIOUS = 1L << 30;

    private final Book book;
    private final CheckedEntry entry;
    private final Sheet sheet;
    private final String sheetName;
    private final boolean isOwner;

    /** What all sheets share. */
    private record Book(
            ZipFile archive,
            WorkbookParts parts,
            Contents contents,
            Styles styles,
            SharedStrings shared,
            CellForm form,
            long maxBytes,
            Location place) {}

    /**
     * @param isOwner whether closing it closes the archive
     */
    private Workbook(Book book, Contents.Tab tab, CheckedEntry entry, XmlPart xml, boolean isOwner) {
        this.book = book;
        this.entry = entry;
        this.sheet = new Sheet(xml, new CellReader(xml, book.shared, book.styles, book.contents.from1904(), book.form));
        this.sheetName = tab.name();
        this.isOwner = isOwner;
    }

    /** Whether an archive is a workbook of any kind. */
    public static boolean isIn(ZipFile archive) {
        return archive.stream().anyMatch(entry -> starts(entry, "[content_types].xml"))
                && archive.stream().anyMatch(entry -> starts(entry, "xl/"));
    }

    private static boolean starts(ZipEntry entry, String start) {
        return entry.getName().replace('\\', '/').toLowerCase(Locale.ROOT).startsWith(start);
    }

    /**
     * Opens a workbook; the caller closes it, which closes the archive. If this fails, the archive stays open.
     *
     * @param name     the name in messages
     * @param config   which sheet, and how
     * @param maxBytes the largest unpacked size of its parts
     * @param folder   creates an empty folder for texts that do not fit in memory
     * @throws IOException                           if it cannot be read, or lacks what a workbook contains
     * @throws dev.upserter.problem.ProblemException if it cannot be used; its hint says what to do
     */
    public static Workbook open(
            ZipFile archive, String name, WorkbookConfig config, long maxBytes, Supplier<Path> folder)
            throws IOException {
        var place = new Location.InFile(name);
        var parts = new WorkbookParts(archive);
        Contents contents = Contents.of(parts, place);
        Contents.Tab tab = contents.choose(config);
        ZipEntry cells =
                parts.find(tab.path()).orElseThrow(() -> new DamagedException(tab.path() + " is missing in it"));
        Optional<String> strings =
                contents.path("sharedStrings").filter(path -> parts.find(path).isPresent());
        long unpacked = cells.getSize()
                + strings.flatMap(parts::find).map(ZipEntry::getSize).orElse(0L);
        requireSize(unpacked, packed(archive), maxBytes, place);
        var styles = new Styles();
        Optional<String> formats =
                contents.path("styles").filter(path -> parts.find(path).isPresent());
        if (formats.isPresent()) {
            try (XmlPart xml = parts.xml(formats.get())) {
                styles.read(xml);
            }
        }
        CheckedEntry entry = parts.open(cells);
        var xml = new XmlPart(tab.path(), entry);
        SharedStrings shared = read(parts, strings, folder);
        var book = new Book(archive, parts, contents, styles, shared, config.cells(), maxBytes, place);
        return new Workbook(book, tab, entry, xml, true);
    }

    /** The names of the other sheets that Excel shows, in their order. */
    public List<String> otherSheets() {
        return others(book.contents.shownNames());
    }

    /** The names of the other sheets that Excel hides. */
    public List<String> hiddenSheets() {
        return others(book.contents.hiddenNames());
    }

    private List<String> others(List<String> names) {
        return names.stream()
                .filter(name -> !name.equals(sheetName) && !name.isBlank())
                .toList();
    }

    /** Opens another sheet; the caller closes it, which leaves this one open. */
    public Workbook other(String name) throws IOException {
        Contents.Tab tab = book.contents.choose(new WorkbookConfig(name, 1, book.form));
        ZipEntry cells =
                book.parts.find(tab.path()).orElseThrow(() -> new DamagedException(tab.path() + " is missing in it"));
        requireSize(cells.getSize(), packed(book.archive), book.maxBytes, book.place);
        CheckedEntry other = book.parts.open(cells);
        return new Workbook(book, tab, other, new XmlPart(tab.path(), other), false);
    }

    private static SharedStrings read(WorkbookParts parts, Optional<String> path, Supplier<Path> folder)
            throws IOException {
        var shared = new SharedStrings(folder);
        if (path.isPresent()) {
            try (XmlPart xml = parts.xml(path.get())) {
                shared.read(xml);
            } catch (IOException | RuntimeException e) {
                shared.close();
                throw e;
            }
        }
        return shared;
    }

    private static long packed(ZipFile archive) {
        return Path.of(archive.getName()).toFile().length();
    }

    private static void requireSize(long unpacked, long packed, long most, Location place) {
        if (unpacked > most) {
            throw Contents.refused(
                    place,
                    "the workbook has " + (unpacked >> 20) + " MB unpacked, more than the " + (most >> 20)
                            + " MB that are allowed here",
                    "send fewer rows at once, or the rows as CSV");
        }
        if (unpacked > SUSPICIOUS && unpacked / MOST_PACKED > packed) {
            throw Contents.refused(
                    place,
                    "the workbook unpacks to more than " + MOST_PACKED
                            + " times its size, as files do that are made to fill disks",
                    "if you trust it, open it and export the rows as CSV");
        }
    }

    /** The name of the sheet to read. */
    public String sheetName() {
        return sheetName;
    }

    /** The current row; the same object each time. */
    public SheetRow row() {
        return sheet.row();
    }

    /**
     * Moves to the next row that is not empty; false after the last.
     *
     * @throws IOException if it cannot be read any further
     */
    public boolean next() throws IOException {
        return sheet.next();
    }

    /** The cells that are merged; known after the last row. */
    public List<CellRange> merged() {
        return List.copyOf(sheet.merged());
    }

    /**
     * The part of {@code whole} that corresponds to what has been read of the file, approximately; any thread may call it.
     */
    public long part(long whole) {
        return entry.part(whole);
    }

    @Override
    public void close() throws IOException {
        if (!isOwner) {
            sheet.close();
            return;
        }
        try (ZipFile archive = book.archive;
                SharedStrings shared = book.shared) {
            sheet.close();
        }
    }
}
