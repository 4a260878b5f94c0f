package dev.upserter.source.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.upserter.problem.ProblemException;
import dev.upserter.source.DataFile;
import dev.upserter.source.Dialect;
import dev.upserter.source.Source;
import dev.upserter.source.SourceConfig;
import dev.upserter.source.open.Sources;
import dev.upserter.source.packed.CompressionTest;
import dev.upserter.source.stream.FileEnd.Ending;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FileEndTest {
    @TempDir
    private Path folder;

    @Test
    void aTextShowsWhetherItsLastLineIsComplete() {
        assertThat(endsOf("a.csv", "id\n1\n")).containsExactly(new FileEnd("a.csv", 1, Ending.LINE_END));
        assertThat(endsOf("a.csv", "id\r1\r2\r")).containsExactly(new FileEnd("a.csv", 2, Ending.LINE_END));
        assertThat(endsOf("a.csv", "id\n1\n2")).containsExactly(new FileEnd("a.csv", 2, Ending.NO_LINE_END));
        assertThat(endsOf("a.ndjson", "{\"id\":1}\n")).containsExactly(new FileEnd("a.ndjson", 1, Ending.LINE_END));
        assertThat(endsOf("a.ndjson", "{\"id\":1}\n{\"i"))
                .containsExactly(new FileEnd("a.ndjson", 2, Ending.NO_LINE_END));
        assertThat(endsOf("a.ndjson", "")).containsExactly(new FileEnd("a.ndjson", 0, Ending.LINE_END));
    }

    @Test
    void aCarriageReturnAloneIsHalfALineEndWhereTheOtherLinesHaveBoth() throws IOException {
        assertThat(endsOf("a.csv", "id\r\n1\r\n2\r\n")).containsExactly(new FileEnd("a.csv", 2, Ending.LINE_END));
        assertThat(endsOf("a.csv", "id\r\n1\r\n2\r")).containsExactly(new FileEnd("a.csv", 2, Ending.NO_LINE_END));
        var footer = SourceConfig.DEFAULT.withDialect(
                Dialect.PLAIN.but().footerLines(1).build());
        assertThat(ends(footer, "id\r\n1\r\nsum\r\n")).containsExactly(new FileEnd("a.csv", 1, Ending.LINE_END));
        assertThat(ends(footer, "id\r\n1\r\nsum\r")).containsExactly(new FileEnd("a.csv", 1, Ending.NO_LINE_END));
    }

    private static List<FileEnd> ends(SourceConfig config, String text) throws IOException {
        var data = new DataFile.Streamed(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), "a.csv");
        try (Source source = Sources.open(data, config)) {
            while (source.hasNext()) {
                source.next();
            }
            return source.ends();
        }
    }

    @Test
    void aTextWithAFooterEndsAsTheFooterDoes() throws IOException {
        var config = SourceConfig.DEFAULT.withDialect(
                Dialect.PLAIN.but().footerLines(1).build());
        for (Ending ending : List.of(Ending.LINE_END, Ending.NO_LINE_END)) {
            byte[] text =
                    ("id\n1\n2\n(2 rows)" + (ending == Ending.LINE_END ? "\n" : "")).getBytes(StandardCharsets.UTF_8);
            try (Source source = Sources.open(new DataFile.Streamed(new ByteArrayInputStream(text), "a.csv"), config)) {
                while (source.hasNext()) {
                    assertThat(source.next().isOpenEnded()).isFalse();
                }
                assertThat(source.ends()).containsExactly(new FileEnd("a.csv", 2, ending));
            }
        }
    }

    @Test
    void anArrayHasAnEndOfItsOwn() {
        assertThat(endsOf("a.json", "[{\"id\":1}]")).containsExactly(new FileEnd("a.json", 1, Ending.OWN_END));
        assertThat(endsOf("a.json", "[]")).containsExactly(new FileEnd("a.json", 0, Ending.OWN_END));
    }

    @Test
    void aLongFileKeepsTheEndOfItsLastByteThoughRowsBeforeItAreForgotten() {
        String row = "x".repeat(100_000);
        assertThat(endsOf("a.csv", "id\n" + (row + "\n").repeat(7)))
                .containsExactly(new FileEnd("a.csv", 7, Ending.LINE_END));
        assertThat(endsOf("a.csv", "id\n" + (row + "\n").repeat(7) + "1"))
                .containsExactly(new FileEnd("a.csv", 8, Ending.NO_LINE_END));
    }

    @Test
    void aFileThatIsNotReadToItsEndHasNone() throws IOException {
        try (Source source = open("a.csv", "id\n1\n2\n")) {
            source.next();
            assertThat(source.ends()).isEmpty();
        }
        try (Source source = open("a.json", "[{\"id\":1},{\"id\"")) {
            source.next();
            assertThatThrownBy(source::next).isInstanceOf(ProblemException.class);
            assertThat(source.ends()).isEmpty();
        }
    }

    @Test
    void eachOfSeveralFilesHasItsOwn() throws IOException {
        Files.writeString(folder.resolve("1.csv"), "id\n1\n2\n");
        Files.writeString(folder.resolve("2.json"), "[]");
        Files.writeString(folder.resolve("3.csv"), "id\n");
        Files.write(folder.resolve("4.csv.gz"), CompressionTest.gzip("id\n4".getBytes(StandardCharsets.UTF_8)));
        try (Source source = Sources.open(DataFile.find(folder + "/*"))) {
            source.next();
            assertThat(source.ends()).isEmpty();
            while (source.hasNext()) {
                source.next();
            }
            assertThat(source.ends())
                    .extracting(end -> end.name().substring(folder.toString().length() + 1) + " " + end.rows() + " "
                            + end.ending())
                    .containsExactly(
                            "1.csv 2 LINE_END", "2.json 0 OWN_END", "3.csv 0 LINE_END", "4.csv.gz 1 NO_LINE_END");
        }
    }

    private static List<FileEnd> endsOf(String name, String data) {
        try (Source source = open(name, data)) {
            while (source.hasNext()) {
                source.next();
            }
            return source.ends();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static Source open(String name, String data) {
        return Sources.open(
                new DataFile.Streamed(new ByteArrayInputStream(data.getBytes(StandardCharsets.UTF_8)), name));
    }
}
