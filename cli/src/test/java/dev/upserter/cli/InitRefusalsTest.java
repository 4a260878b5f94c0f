package dev.upserter.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Data in which no people are, or not where they seem to be, are refused with the way on. */
final class InitRefusalsTest {
    @TempDir
    private Path folder;

    private String refused(String command, String data) {
        var typed = new Typed();
        assertThat(typed.run(command, data)).as(typed.out()).isEqualTo(2);
        return typed.err();
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
}
