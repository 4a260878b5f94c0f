package dev.upserter.source.packed;

import dev.upserter.problem.Location;
import dev.upserter.problem.ProblemException;
import dev.upserter.problem.Quantities;
import dev.upserter.source.SourceProblems;
import dev.upserter.workbook.CheckedEntry;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/**
 * The one file in a ZIP archive, located by the table of contents at the archive's end, so that every truncation is
 * detected. For one thread.
 */
public final class ZipArchive extends FilterInputStream {
    private static final List<String> STARTS = List.of("PK\u0003\u0004", "PK\u0005\u0006");
    private static final int FLAGS = 6;
    private static final int MAX_SHOWN = 3;
    private static final int SHORT = 100;

    private final ZipFile archive;
    private final ZipEntry entry;
    private final CheckedEntry content;

    private ZipArchive(ZipFile archive, ZipEntry entry) throws IOException {
        this(archive, entry, new CheckedEntry(archive, entry));
    }

    private ZipArchive(ZipFile archive, ZipEntry entry, CheckedEntry content) {
        super(content);
        this.archive = archive;
        this.entry = entry;
        this.content = content;
    }

    /** Whether a file is an archive, by its first bytes. */
    public static boolean is(Path file) throws IOException {
        return STARTS.contains(start(file, 4));
    }

    private static String start(Path file, int bytes) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return new String(in.readNBytes(bytes), StandardCharsets.ISO_8859_1);
        }
    }

    /**
     * Opens an archive; the caller closes it.
     *
     * @param name the name in messages
     * @throws ProblemException if it is truncated, or protected by a password, or other data precede or follow it
     */
    public static ZipFile archive(Path path, String name) throws IOException {
        ZipFile archive;
        try {
            archive = new ZipFile(path.toFile());
        } catch (ZipException e) {
            if (String.valueOf(e.getMessage()).contains("encrypted")) {
                throw locked(name);
            }
            throw SourceProblems.stop(
                    new Location.InFile(name),
                    "the ZIP archive is damaged or cut off: its table of contents cannot be read",
                    Compression.COPY_AGAIN);
        }
        try {
            refuseOthers(path, name);
        } catch (IOException | RuntimeException e) {
            archive.close();
            throw e;
        }
        return archive;
    }

    /** Rows of an archive before or after the one whose table of contents is read would be lost. */
    private static void refuseOthers(Path path, String name) throws IOException {
        ZipBounds bounds = ZipBounds.of(path);
        if (bounds.before() > 0 || bounds.after() > 0) {
            throw refused(
                    name,
                    "the file is a ZIP archive with " + Quantities.say(Math.max(bounds.before(), bounds.after()))
                            + (bounds.before() > 0 ? " bytes before it" : " bytes after it")
                            + " that its table of contents does not know, as where archives are joined",
                    "give the files in the archives: unpack each before they are joined, and name the files by a"
                            + " pattern such as 'exports/*.csv'");
        }
    }

    /**
     * Opens the file in an archive, which is closed with it; if this fails, the archive stays open.
     *
     * @param name the name in messages
     * @throws ProblemException if it does not hold exactly one file
     */
    public static ZipArchive open(ZipFile archive, Path path, String name) throws IOException {
        return new ZipArchive(archive, only(archive, path, name));
    }

    private static ZipEntry only(ZipFile archive, Path path, String name) throws IOException {
        List<? extends ZipEntry> files =
                archive.stream().filter(ZipArchive::isFile).toList();
        if (archive.getEntry("[Content_Types].xml") != null || archive.getEntry("mimetype") != null) {
            throw refused(name, "this is " + document(archive, files), "save the rows as .xlsx, or export them as CSV");
        }
        if (files.stream().anyMatch(file -> file.getName().matches("(.*/)?Index(\\.zip|/.*\\.iwa)"))) {
            throw refused(name, "this is a document of Numbers, Pages or Keynote", "export it as .xlsx or CSV");
        }
        if (files.size() != 1) {
            throw refused(
                    name,
                    files.isEmpty() ? "the ZIP archive holds no file" : "the ZIP archive holds " + list(files),
                    "unpack it, and give the file with the rows, or a pattern such as 'exports/*.csv' for several");
        }
        ZipEntry only = files.getFirst();
        if (archive.size() == 1 && (start(path, FLAGS + 1).charAt(FLAGS) & 1) != 0) {
            throw locked(name);
        }
        return only;
    }

    private static ProblemException locked(String name) {
        return refused(name, "the ZIP archive is protected by a password", "unpack it, and give the file in it");
    }

    private static boolean isFile(ZipEntry entry) {
        String name = entry.getName();
        return !entry.isDirectory()
                && !name.startsWith("__MACOSX/")
                && !name.endsWith(".DS_Store")
                && !name.endsWith("Thumbs.db");
    }

    private static String document(ZipFile archive, List<? extends ZipEntry> files) throws IOException {
        ZipEntry type = archive.getEntry("mimetype");
        if (type != null
                && new String(archive.getInputStream(type).readNBytes(SHORT), StandardCharsets.ISO_8859_1)
                        .contains("opendocument.spreadsheet")) {
            return "an OpenDocument spreadsheet (.ods)";
        }
        for (ZipEntry file : files) {
            if (file.getName().startsWith("word/")) {
                return "a Word document";
            }
        }
        return "an office document";
    }

    private static String list(List<? extends ZipEntry> files) {
        List<String> names =
                files.stream().limit(MAX_SHOWN).map(ZipEntry::getName).toList();
        return files.size() + " files: " + String.join(", ", names) + (files.size() > MAX_SHOWN ? " and others" : "");
    }

    private static ProblemException refused(String name, String message, String hint) {
        return SourceProblems.stop(new Location.InFile(name), message, hint);
    }

    /** The name of the file in it. */
    public String entryName() {
        return entry.getName();
    }

    /** The approximate number of bytes of the archive that have been read for it. */
    public long packed() {
        return content.part(entry.getCompressedSize());
    }

    @Override
    public void close() throws IOException {
        try (archive) {
            super.close();
        }
    }
}
