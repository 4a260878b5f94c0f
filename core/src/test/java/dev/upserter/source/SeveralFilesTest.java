package dev.upserter.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.upserter.record.SourceRecord;
import dev.upserter.source.open.Sources;
import dev.upserter.source.packed.CompressionTest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SeveralFilesTest {
    @TempDir
    private Path folder;

    @Test
    void filesAreReadInTheOrderOfTheirNamesEachInItsOwnFormAndRowsAreCountedThroughAll() throws IOException {
        write("b.json", "[{\"id\":1},{\"id\":2}]");
        write("a.csv", "id\n007\n");
        write("c.ndjson", "\n{\"id\":3}\n");
        write("d.txt", "no");
        write("sub/e.json", "no");
        write(".hidden.json", "no");
        Files.write(folder.resolve("ca.json"), CompressionTest.gzip("[{\"id\":4}]".getBytes(StandardCharsets.UTF_8)));
        var rows = new ArrayList<String>();
        try (Source source = Sources.open(find("*.{json,csv,ndjson}"))) {
            while (source.hasNext()) {
                SourceRecord record = source.next();
                rows.add(record.number() + " " + ShownRows.show(record).replace(folder + "/", ""));
            }
            assertThat(source.bytesRead())
                    .isEqualTo(find("*.{json,csv,ndjson}").files().stream()
                            .mapToLong(file -> file.path().toFile().length())
                            .sum());
        }
        assertThat(rows)
                .containsExactly(
                        "1 a.csv:2:1 id=TEXT \"007\"",
                        "2 b.json:1:2 id=INTEGER 1",
                        "3 b.json:1:11 id=INTEGER 2",
                        "4 c.ndjson:2:1 id=INTEGER 3",
                        "5 ca.json:1:2 id=INTEGER 4");
    }

    @Test
    void starsMatchNamesAndTwoMatchFolders() throws IOException {
        for (String name : List.of("1/a.csv", "1/b.csv", "2/a.csv", "2/deep/a.csv", ".git/a.csv")) {
            write(name, "id\n1\n");
        }
        assertThat(names("*/a.csv")).containsExactly("1/a.csv", "2/a.csv");
        assertThat(names("**/a.csv")).containsExactly("1/a.csv", "2/a.csv", "2/deep/a.csv");
        assertThat(names("1/[ab].csv")).containsExactly("1/a.csv", "1/b.csv");
        assertThat(names("2/?.csv")).containsExactly("2/a.csv");
    }

    @Test
    void aFileWhoseNameLooksLikeAPatternIsThatFile() throws IOException {
        write("a[1].csv", "id\n1\n");
        assertThat(names("a[1].csv")).containsExactly("a[1].csv");
    }

    @Test
    void aPatternThatMatchesNothingIsAProblem() throws IOException {
        assertThatThrownBy(() -> find("*.csv")).hasMessage(folder + "/*.csv: no file matches this pattern");
        assertThatThrownBy(() -> find("no/*.csv")).hasMessageStartingWith(folder + "/no/*.csv: ");
        assertThatThrownBy(() -> find("a[.csv"))
                .hasMessage(folder + "/a[.csv: there is no such file, and as a pattern it is not complete");
    }

    @Test
    void aFileThatCannotBeReadIsReportedBeforeTheFirstRow() throws IOException {
        write("a.csv", "id\n1\n");
        write("b.csv", "id,id\n1,1\n");
        assertThatThrownBy(() -> Sources.open(find("*.csv")))
                .hasMessage(
                        folder + "/b.csv:1:1: the first line must hold the names of the columns, but none has a name of"
                                + " its own");
    }

    @Test
    void whatMatchesAndIsNoFileIsNotPassedOver() throws IOException {
        write("a.csv", "id\n1\n");
        Path link = Files.createSymbolicLink(folder.resolve("b.csv"), folder.resolve("nowhere"));
        assertThatThrownBy(() -> find("*.csv"))
                .hasMessage(link + ": this matches the pattern, but is a link that leads nowhere");
        Files.delete(link);
        Path inner = Files.createDirectory(folder.resolve("c.csv"));
        assertThatThrownBy(() -> find("*.csv")).hasMessage(inner + ": this matches the pattern, but is a folder");
        assertThat(find("*").files()).hasSize(1);
        Files.delete(inner);
        Files.createSymbolicLink(folder.resolve("d.csv"), folder.resolve("a.csv"));
        assertThat(find("*.csv").files()).hasSize(2);
    }

    @Test
    void whatIsOddAboutAnyFileIsReported() throws IOException {
        write("a.csv", "id,\n1,\n");
        write("b.csv", "id,ID\n1,1\n");
        try (Source source = Sources.open(find("*.csv"))) {
            assertThat(source.warnings()).hasSize(2);
        }
    }

    @Test
    void aFolderIsNoFile() {
        assertThatThrownBy(() -> Sources.open(DataFile.of(folder)))
                .hasMessage(folder + ": this is a folder, not a file");
    }

    private DataFile find(String pattern) {
        return DataFile.find(folder + "/" + pattern);
    }

    private List<String> names(String pattern) {
        return find(pattern).files().stream()
                .map(file -> folder.relativize(file.path()).toString())
                .toList();
    }

    private void write(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }
}
