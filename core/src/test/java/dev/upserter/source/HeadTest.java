package dev.upserter.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.upserter.problem.ProblemException;
import dev.upserter.record.Header;
import dev.upserter.record.SourceRecord;
import dev.upserter.source.open.Sources;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class HeadTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 3, 100})
    void examinedRowsAreReadAsIfUnread(int looked) throws IOException {
        Path file = Files.writeString(
                folder.resolve("a.ndjson"), "{\"id\":1,\"n\":\"a\"}\nbroken\n{\"n\":2,\"id\":{\"x\":[1]}}\n7\n{}\n");
        List<String> plainly = rows(Sources.open(DataFile.of(file)), 0);

        assertThat(rows(Sources.open(DataFile.of(file)), looked))
                .isEqualTo(plainly)
                .hasSize(5);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 9})
    void rowsOfCsvAreKeptWithTheirPlacesAndEmptyCells(int looked) {
        String csv = "id,n\n1,\n\"2\",\"a\nb\"\n3\n4,x\n";
        assertThat(rows(open("a.csv", csv), looked)).isEqualTo(rows(open("a.csv", csv), 0));
    }

    @Test
    void theColumnsAreKnownBeforeTheFirstRow() {
        try (Head head = new Head(open("a.csv", "id,\"first, name\", ,plan \n"))) {
            head.begin();
            assertThat(head.headers()).singleElement().satisfies(header -> {
                assertThat(header.names()).containsExactly("id", "first, name", "plan ");
                assertThat(header.place()).hasToString("a.csv:1:1");
            });
            assertThat(head.hasNext()).isFalse();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void rowsBeforeABreakComeFirst() throws IOException {
        try (Head head = new Head(open("a.json", "[{\"id\":1},{\"id\":2},{\"id\""))) {
            head.read(record -> true);
            assertThat(head.isBroken()).isTrue();
            assertThat(head.next().number()).isEqualTo(1);
            assertThat(head.next().number()).isEqualTo(2);
            assertThatThrownBy(head::hasNext).isInstanceOf(ProblemException.class);
            assertThat(head.hasNext()).isFalse();
        }
    }

    @Test
    void noMoreIsKeptThanTheBoundsAllow() throws IOException {
        String row = "{\"id\":\"" + "x".repeat(1 << 20) + "\"}\n";
        var looked = new ArrayList<Long>();
        try (Head head = new Head(open("a.ndjson", row.repeat(30)))) {
            head.read(record -> looked.add(record.number()));
            assertThat(looked).hasSizeBetween(15, 17);
            assertThat(head.isWhole()).isFalse();
        }
        String small =
                IntStream.range(0, Head.MAX_ROWS + 5).mapToObj(i -> "{}\n").collect(Collectors.joining());
        looked.clear();
        try (Head head = new Head(open("a.ndjson", small))) {
            head.read(record -> looked.add(record.number()));
            assertThat(looked).hasSize(Head.MAX_ROWS);
        }
    }

    @Test
    void eachOfSeveralFilesHasItsColumns() throws IOException {
        Files.writeString(folder.resolve("a.csv"), "id,n\n1,2\n");
        Files.writeString(folder.resolve("b.csv"), "id,m\n");
        Files.writeString(folder.resolve("c.ndjson"), "{\"id\":1}\n");
        try (Head head = new Head(Sources.open(DataFile.find(folder + "/*")))) {
            head.begin();
            assertThat(head.headers())
                    .extracting(Header::names)
                    .containsExactly(List.of("id", "n"), List.of("id", "m"));
        }
    }

    private static Source open(String name, String text) {
        return Sources.open(
                new DataFile.Streamed(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), name));
    }

    /** Everything that each row exposes. */
    private static List<String> rows(Source source, int looked) {
        var rows = new ArrayList<String>();
        try (Head head = new Head(source)) {
            if (looked > 0) {
                var seen = new ArrayList<SourceRecord>();
                head.read(record -> seen.add(record) && seen.size() < looked);
            }
            while (head.hasNext()) {
                rows.add(row(head.next()));
            }
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return rows;
    }

    private static String row(SourceRecord record) {
        var row = new StringBuilder(record.number() + " " + record.location() + " " + record.rawFile() + " "
                + (record.rawFile() == null ? "" : record.offset()) + " "
                + record.json().json() + " " + record.defect());
        for (int i = 0; i < record.shape().size(); i++) {
            row.append(' ').append(record.shape().name(i)).append('=');
            row.append(record.has(i) ? record.value(i).json() + record.kind(i) : "nothing");
        }
        return row.toString();
    }
}
