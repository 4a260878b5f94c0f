package dev.upserter.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PeekTest {
    private static final String TABLE = """
            id;User Id;zip;signed up;score;Mobile;note;cio_id;empty;a.b
            ana@example.com;1001.0;8001;2024-01-05T10:00:00Z;1.5;4.4791E+11;x;;;1
            ben@example.com;1002.0;101;2024-02-05T10:00:00Z;2;4.4792E+11;N/A;c1;;1
            ben@example.com;1003.0;20095;2024-03-05;;4.4793E+11;"two
            lines";;;1
            cy@example.com;;8002;;x;4.4794E+11;;;;1
            ragged;row
            dee@example.com;1005.0;8003;;1;4.4795E+11;;;;1
            """;
    private static final String ROWS = """
            {"id": 1, "at": 1704103200000, "tags": ["a"], "plan": {"name": "pro"}, "ok": true, "v": "${HOME}"}
            {"id": 2, "at": 1704103200001, "tags": [], "plan": null, "ok": false, "v": 7}
            broken
            {"id": 3, "at": null, "plan": {"name": "x"}, "ok": true, "v": "y", "new: #1": ""}
            """;

    @TempDir
    Path folder;

    @Test
    void columnsTypesKeysAndTroublesAreShown() throws IOException {
        String told = run("peek", "table.csv", TABLE) + "\n\n" + run("peek", "rows.ndjson", ROWS) + "\n\n"
                + run("peek", "rows.ndjson", ROWS, "--values", "--limit", "2") + "\n\n"
                + run("peek", "none.json", "[]");
        Golden.assertSame("peek.txt", told);
    }

    @Test
    void aProgramReadsTheSameAsJson() throws IOException {
        Golden.assertSame("peek.json", run("peek", "table.csv", TABLE, "--json"));
        assertThat(run("peek", "rows.ndjson", ROWS, "--json")).doesNotContain("${HOME}", "1704103200000");
        assertThat(run("peek", "rows.ndjson", ROWS, "--json", "--values")).contains("${HOME}", "1704103200000");
    }

    @Test
    void aConfigurationToStartFromIsPrinted() throws IOException {
        String told = run("init", "table.csv", TABLE, "--delimiter", ";", "--encoding", "utf-8") + "\n\n"
                + run("init", "rows.ndjson", ROWS);
        Golden.assertSame("init.txt", told);
    }

    @Test
    void noValueIsShownUnlessItIsAskedFor() throws IOException {
        assertThat(run("peek", "rows.ndjson", ROWS)).doesNotContain("${HOME}", "1704103200000");
        assertThat(run("peek", "rows.ndjson", ROWS, "--values")).contains("${HOME}", "1704103200000");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "id,email\n1,a@example.com\n2,b@example.com\n",
                "email\na@example.com\n",
                "\"true\",\"a: b\",\"# c\",\"'d'\",\"${HOME}\",\" e\",\"ü\",\"null\"\n1,2,3,4,5,6,7,8\n",
                "cio_id,_update\n1,2\n",
                "a\tb\n1\t2024-01-05T10:00:00Z\n",
                "[{\"id\": 1, \"\": 2, \" \": 3, \"plan\": {\"name\": 1}, \"at\": 1704103200000}, {\"id\": 2, \"at\": null}]"
            })
    void whatIsPrintedIsRightForTheSameData(String data) throws IOException {
        Files.writeString(folder.resolve("c.yaml"), run("init", "data", data));
        var check = new Typed();
        int code = check.run("check", folder + "/c.yaml", folder + "/data", "--sandbox");
        assertThat(code)
                .as(Files.readString(folder.resolve("c.yaml")) + check.err() + check.out())
                .isZero();
    }

    @Test
    void theExampleIsReadyToBeSent() throws IOException {
        String data = Files.readString(Path.of("..", "examples", "data.json"));
        Files.writeString(folder.resolve("c.yaml"), run("init", "data.json", data));
        assertThat(new Typed().run("check", folder + "/c.yaml", folder + "/data.json", "--sandbox"))
                .isLessThan(2);
    }

    @Test
    void dataMayComeFromStandardInput() {
        var typed = new Typed().stdin("id\n1\n");
        assertThat(typed.run("init", "-")).isZero();
        assertThat(typed.out()).startsWith("# Made from standard input: 1 row, 1 column.");
    }

    @Test
    void dataWithoutAnyFieldMakeNoConfiguration() throws IOException {
        Files.writeString(folder.resolve("none.json"), "[]");
        var typed = new Typed();
        assertThat(typed.run("init", folder + "/none.json")).isEqualTo(2);
        assertThat(typed.err()).contains("a configuration cannot be made from data without any field");
    }

    private String run(String command, String name, String data, String... options) throws IOException {
        Path file = folder.resolve(name);
        Files.writeString(file, data, StandardCharsets.UTF_8);
        var arguments = new ArrayList<>(List.of(command, file.toString()));
        arguments.addAll(List.of(options));
        var typed = new Typed();
        assertThat(typed.run(arguments.toArray(String[]::new))).as(typed.err()).isZero();
        return typed.out().replace(folder + "/", "").stripTrailing();
    }
}
