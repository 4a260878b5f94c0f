package dev.upserter.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Data in which no people are, or not where they seem to be, are refused with the way on. */
final class InitRefusalsTest {
    @TempDir
    private Path folder;

    private String refused(String... command) {
        var typed = new Typed();
        assertThat(typed.run(command)).as(typed.out()).isEqualTo(2);
        return typed.err() + typed.out();
    }

    @ParameterizedTest
    @ValueSource(strings = {"peek", "init"})
    void aLogOfABrowserHasNoRows(String command) throws IOException {
        Path file = Files.writeString(folder.resolve("x.har"), """
            {"log": {"version": "1.2", "creator": {"name": "x"}, "pages": [], "entries": [
              {"startedDateTime": "2026-01-01T00:00:00Z", "request": {"url": "https://x.example/"}},
              {"startedDateTime": "2026-01-01T00:00:01Z", "request": {"url": "https://x.example/a"}}]}}
            """);

        assertThat(refused(command, file.toString()))
                .contains("a log of what a browser and a server sent each other (HAR)", ".log.entries[].response");
    }

    @Test
    void aPartWithoutAHeaderIsNamed() throws IOException {
        Files.writeString(folder.resolve("part0.csv"), "id,email\n1,a@x.example\n");
        Files.writeString(folder.resolve("part1.csv"), "2,b@x.example\n3,c@x.example\n");

        assertThat(refused("init", folder + "/part*.csv"))
                .contains(
                        "part1.csv:1:1: the first line looks like a row, and not like a header", "cat PARTS > all.csv");
    }

    @ParameterizedTest
    @ValueSource(ints = {60, 300, 5000})
    void bytesWithoutOrderAreNoTextInAnyEncoding(int length) throws IOException {
        var bytes = new byte[length];
        new Random(length).nextBytes(bytes);
        Path file = Files.write(folder.resolve("x.csv"), bytes);

        assertThat(refused("init", file.toString()))
                .contains("this is no text in any known encoding")
                .doesNotContain("GB18030");
    }

    @Test
    void rowsWithAListOfEntriesAreRows() throws IOException {
        Path file = Files.writeString(folder.resolve("x.ndjson"), """
            {"id":"1","email":"a@x.example","entries":[{"k":1},{"k":2}]}
            {"id":"2","email":"b@x.example","entries":[{"k":1}]}
            """);
        var typed = new Typed();

        assertThat(typed.run("init", file.toString())).isZero();
        assertThat(typed.out()).contains("userId: id").doesNotContain("rows:");
    }

    @Test
    void aHeaderOverTwoLinesIsRead() throws IOException {
        Path file = Files.writeString(
                folder.resolve("x.csv"), "id,\"Email\nAddress\",\"Opt\nout\"\n1,a@x.example,yes\n2,b@x.example,no\n");
        var typed = new Typed();

        assertThat(typed.run("init", file.toString())).isZero();
        assertThat(typed.out()).contains("to: email", "to: unsubscribed");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"id,email,name\"\n\"1,a@x.example,Ana\"\n\"2,b@x.example,Bo\"\n",
                "\"id,\"\"email\"\",\"\"name\"\"\"\r\n\"1,\"\"a@x.example\"\",\"\"Silva, Ana\"\"\"\r\n",
                "id,email,name;;;\n1,a@x.example,Ana;;;\n2,b@x.example,Bo;;;\n",
                "id;email;name,,\n1;a@x.example;Ana,,\n2;b@x.example;Bo,,\n",
                "\"id,email\";;\n\"1,a@x.example\";;\n\"2,b@x.example\";;"
            })
    void rowsInOneCellEachAreRefused(String content) throws IOException {
        Path file = Files.writeString(folder.resolve("x.csv"), content);
        Path config = Files.writeString(
                folder.resolve("c.yaml"), "userId: id\nidentifyBy: id\nmappings:\n  - from: email\n    to: email\n");

        for (String command : List.of("peek", "init")) {
            assertThat(refused(command, file.toString())).contains("a table whose rows are one cell each", "sed '");
        }
        assertThat(refused("check", config + "", file.toString())).contains("a table whose rows are one cell each");
        assertThat(refused("sync", config + "", file.toString(), "--sandbox"))
                .contains("a table whose rows are one cell each");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"id\",\"email\"\n\"1\",\"a@x.example\"\n",
                "id,email,note,,\n1,a@x.example,\"a; b\",,\n",
                "\"email\"\n\"a@x.example\"\n\"b@x.example\"\n",
                "\"id\",\"Name, first\"\n\"1\",\"Silva, Ana\"\n"
            })
    void rowsOfSeveralCellsAreNot(String content) throws IOException {
        Path file = Files.writeString(folder.resolve("x.csv"), content);
        var typed = new Typed();

        assertThat(typed.run("init", file.toString())).as(typed.err()).isZero();
    }

    @Test
    void addressesWithNamesAreAListAndNoRows() throws IOException {
        Path file =
                Files.writeString(folder.resolve("x.txt"), "\"Ana Silva\" <a@x.example>\n\"Bo Silva\" <b@x.example>\n");

        assertThat(refused("init", file.toString())).contains("a list of addresses, as e-mail programs write it");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"before\":null,\"after\":{\"id\":1,\"email\":\"a@x.example\"},\"source\":{},\"op\":\"c\",\"ts_ms\":1}",
                "{\"schema\":{\"type\":\"struct\"},\"payload\":{\"before\":null,\"after\":{\"id\":1},\"op\":\"c\"}}",
                "[{\"before\":{\"id\":1},\"after\":null,\"op\":\"d\",\"ts_ms\":1}]",
                "{\"database\":\"a\",\"table\":\"users\",\"type\":\"insert\",\"ts\":1,\"data\":{\"id\":1}}",
                "{\"data\":{\"id\":1},\"metadata\":{\"operation\":\"load\",\"record-type\":\"data\"}}",
                "{\"eventName\":\"INSERT\",\"dynamodb\":{\"Keys\":{},\"NewImage\":{\"id\":{\"S\":\"1\"}}}}",
                "{\"operationType\":\"insert\",\"ns\":{},\"documentKey\":{\"_id\":1},\"fullDocument\":{\"_id\":1}}"
            })
    void changesInADatabaseAreRefusedWithTheWayOn(String content) throws IOException {
        Path file = Files.writeString(folder.resolve("x.ndjson"), content + "\n");

        for (String command : List.of("peek", "init")) {
            assertThat(refused(command, file.toString()))
                    .contains("a stream of changes in a database", "jq -c '", "type: delete");
        }
    }

    @Test
    void columnsBeyondTheFirstAreNamedAndTheirAddressesAndOptOutsFound() throws IOException {
        String many = IntStream.range(0, 520).mapToObj(i -> "c" + i).collect(Collectors.joining(","));
        String cells = "v,".repeat(520);
        Path file = Files.writeString(
                folder.resolve("x.csv"),
                "id," + many + ",email,unsubscribed\n1," + cells + "a@x.example,true\n2," + cells
                        + "b@x.example,false\n");
        var typed = new Typed();

        assertThat(typed.run("init", file.toString())).isZero();
        assertThat(typed.out()).contains("to: email", "to: unsubscribed", "# - from: c519\n", "21 more columns");
        assertThat(typed.err()).contains("21 columns have no rule");
    }

    @ParameterizedTest
    @ValueSource(strings = {"peek", "init"})
    void aFileThatIsPackedTwiceIsCalledSo(String command) throws IOException {
        var bytes = "id,email\n1,a@x.example\n".getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < 2; i++) {
            var packed = new ByteArrayOutputStream();
            try (var gzip = new GZIPOutputStream(packed)) {
                gzip.write(bytes);
            }
            bytes = packed.toByteArray();
        }
        Path file = Files.write(folder.resolve("x.csv.gz"), bytes);

        assertThat(refused(command, file.toString())).contains("the file is packed twice", "unpack it once");
    }
}
