package dev.upserter.source.packed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.upserter.problem.ProblemException;
import dev.upserter.source.DataFile;
import dev.upserter.source.ShownRows;
import dev.upserter.source.Source;
import dev.upserter.source.open.Sources;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A ZIP archive with one file is read as that file. */
final class ZipArchiveTest {
    private static final String ROWS = "id,name\n1,Ana\n2,Bo\n";

    @TempDir
    private Path folder;

    private Path zip(String... namesAndContents) throws IOException {
        Path file = folder.resolve("users.zip");
        try (var out = new ZipOutputStream(Files.newOutputStream(file))) {
            for (int i = 0; i < namesAndContents.length; i += 2) {
                out.putNextEntry(new ZipEntry(namesAndContents[i]));
                out.write(namesAndContents[i + 1].getBytes(StandardCharsets.UTF_8));
                out.closeEntry();
            }
        }
        return file;
    }

    private static List<String> read(Path file) {
        return ShownRows.drain(
                Sources.open(new DataFile.OnDisk(file, file.getFileName().toString())));
    }

    @Test
    void theOneFileInItIsReadInTheFormOfItsOwnName() throws IOException {
        assertThat(read(zip("export/users.csv", ROWS)))
                .containsExactly(
                        "users.zip/export/users.csv:2:1 id=TEXT \"1\"|name=TEXT \"Ana\"",
                        "users.zip/export/users.csv:3:1 id=TEXT \"2\"|name=TEXT \"Bo\"");
        assertThat(read(zip("users.json", "[{\"id\":1}]"))).containsExactly("users.zip/users.json:1:2 id=INTEGER 1");
        assertThat(read(zip("__MACOSX/._users.csv", "x", "dir/", "", "users.csv", ROWS, ".DS_Store", "x")))
                .hasSize(2);
    }

    @Test
    void itsProgressIsThatOfTheArchive() throws IOException {
        Path file = zip("users.csv", ROWS + "3,x\n".repeat(100_000));
        try (Source source = Sources.open(DataFile.of(file))) {
            while (source.hasNext()) {
                source.next();
            }
            assertThat(source.bytesRead()).isBetween(1L, Files.size(file));
        }
    }

    @Test
    void severalFilesOrNoneOrAnOfficeDocumentAreReportedAsWhatTheyAre() throws IOException {
        assertRefused(
                zip("a.csv", ROWS, "b.csv", ROWS, "c.csv", ROWS, "d.csv", ROWS),
                "users.zip: the ZIP archive holds 4 files: a.csv, b.csv, c.csv and others");
        assertRefused(zip("dir/", ""), "users.zip: the ZIP archive holds no file");
        assertRefused(
                zip("[Content_Types].xml", "x", "xl/workbook.xml", "x"),
                "users.zip: the workbook is damaged: xl/workbook.xml is no XML at line 1");
        assertRefused(zip("[Content_Types].xml", "x", "word/document.xml", "x"), "users.zip: this is a Word document");
        assertRefused(zip("mimetype", "application/vnd.oasis"), "users.zip: this is an office document");
        assertRefused(
                zip("mimetype", "application/vnd.oasis.opendocument.spreadsheet"),
                "users.zip: this is an OpenDocument spreadsheet (.ods)");
    }

    @Test
    void anArchiveThatIsCutAnywhereIsAnError() throws IOException {
        Path file = zip("users.csv", ROWS);
        byte[] whole = Files.readAllBytes(file);
        for (int length = 0; length < whole.length; length++) {
            Files.write(file, Arrays.copyOf(whole, length));
            int bytes = length;
            assertThatThrownBy(() -> {
                        List<String> rows = read(file);
                        assertThat(rows)
                                .as("%s of %s bytes", bytes, whole.length)
                                .isEqualTo("an error");
                    })
                    .isInstanceOf(ProblemException.class);
        }
    }

    /** The table of contents knows the files of one archive only. */
    @Test
    void archivesThatAreJoinedAreAnErrorEvenIfTheSecondIsCut() throws IOException {
        Path file = zip("users.csv", ROWS);
        byte[] whole = Files.readAllBytes(file);
        String before = "users.zip: the file is a ZIP archive with " + whole.length + " bytes before it";
        for (int length = 1; length <= whole.length; length++) {
            Files.write(file, whole);
            Files.write(file, Arrays.copyOf(whole, length), StandardOpenOption.APPEND);
            String expected = length == whole.length ? before : "users.zip: the ";
            assertThatThrownBy(() -> read(file)).as("%s bytes", length).hasMessageStartingWith(expected);
        }
        Files.write(file, new byte[] {'P', 'K', 3, 4, 'x'});
        Files.write(file, whole, StandardOpenOption.APPEND);
        assertThatThrownBy(() -> read(file))
                .hasMessageStartingWith("users.zip: the file is a ZIP archive with 5 bytes");
    }

    /** As a server appends that ends each answer with a line end, or a tape that fills its blocks. */
    @Test
    void blanksAfterAnArchiveAndItsCommentAreNoRows() throws IOException {
        Path file = zip("users.csv", ROWS);
        Files.write(file, new byte[] {'\r', '\n', 0, 0}, StandardOpenOption.APPEND);
        assertThat(read(file)).hasSize(2);
        try (var out = new ZipOutputStream(Files.newOutputStream(file))) {
            out.setComment("made by an export");
            out.putNextEntry(new ZipEntry("users.csv"));
            out.write(ROWS.getBytes(StandardCharsets.UTF_8));
        }
        assertThat(read(file)).hasSize(2);
    }

    @Test
    void anArchiveWhoseContentIsDamagedIsAnError() throws IOException {
        Path file = zip("users.csv", ROWS);
        byte[] whole = Files.readAllBytes(file);
        int content = new String(whole, StandardCharsets.ISO_8859_1).indexOf("users.csv") + "users.csv".length();
        for (int at = content; at < content + 10; at++) {
            byte[] damaged = whole.clone();
            damaged[at] ^= 0x10;
            Files.write(file, damaged);
            assertThatThrownBy(() -> read(file)).as("byte %s", at).isInstanceOf(ProblemException.class);
        }
    }

    @Test
    void aStreamGetsAHint() throws IOException {
        byte[] whole = Files.readAllBytes(zip("users.csv", ROWS));
        assertThatThrownBy(() -> Sources.open(new DataFile.Streamed(new ByteArrayInputStream(whole), "-")))
                .hasMessage("-: this is a ZIP archive or an Excel workbook");
    }

    private static void assertRefused(Path file, String message) {
        assertThatThrownBy(() -> read(file))
                .isInstanceOf(ProblemException.class)
                .hasMessage(message);
    }
}
