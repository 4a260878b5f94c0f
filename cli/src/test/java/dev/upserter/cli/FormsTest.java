package dev.upserter.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.upserter.sandbox.Sandbox;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Files that are not written in the plain form: what {@code init} makes of them is right as it stands, and what {@code peek}
 * says of them is the same.
 */
class FormsTest {
    private static final Charset WINDOWS = Charset.forName("windows-1252");

    @TempDir
    private Path folder;

    private final Sandbox sandbox = Sandbox.start();

    @AfterEach
    void stop() {
        sandbox.close();
    }

    /** Init, check and sync, of which each must end with 0; returns the keys of source that init wrote, without notes. */
    private List<String> sync(String name, byte[] data) throws IOException {
        Path file = Files.write(folder.resolve(name), data);
        String config = run(new Typed(), "init", file.toString());
        Path yaml = Files.writeString(folder.resolve("c.yaml"), config);
        var credentials = Map.of("CUSTOMERIO_SITE_ID", sandbox.siteId(), "CUSTOMERIO_API_KEY", sandbox.apiKey());
        for (String command : List.of("check", "sync")) {
            String told = run(
                    new Typed().with(credentials),
                    command,
                    yaml.toString(),
                    file.toString(),
                    "--endpoint",
                    sandbox.endpoint().toString());
            assertThat(told).as(config).doesNotContain("rejected");
        }
        String piped = run(new Typed().stdin(new ByteArrayInputStream(data)), "init", "-");
        List<String> keys = keys(config);
        assertThat(keys(piped)).as("from standard input").isEqualTo(keys);
        String peek = run(new Typed(), "peek", file.toString());
        keys.stream()
                .map(key -> key.substring(0, key.indexOf(':')))
                .forEach(key -> assertThat(peek).contains("source." + key + ": "));
        return keys;
    }

    private List<String> sync(String name, String data) throws IOException {
        return sync(name, data.getBytes(StandardCharsets.UTF_8));
    }

    private static String run(Typed typed, String... arguments) {
        int exitCode = typed.run(arguments);
        assertThat(exitCode)
                .as(Arrays.toString(arguments) + typed.out() + typed.err())
                .isZero();
        return typed.out();
    }

    private static List<String> keys(String config) {
        return config.lines()
                .dropWhile(line -> !line.equals("source:"))
                .skip(1)
                .takeWhile(line -> line.startsWith("  "))
                .filter(line -> !line.startsWith("  #"))
                .map(String::strip)
                .toList();
    }

    private String person(String id) {
        return sandbox.person(id).orElseThrow().attributes().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(attribute -> attribute.getKey() + "=" + attribute.getValue())
                .collect(Collectors.joining(" "));
    }

    @Test
    void aFileInThePlainFormNeedsNoKey() throws IOException {
        assertThat(sync("plain.csv", "id,email,note\n1,ana@x.example,a \\ b\n2,bo@x.example,\"C:\\dir\"\n"))
                .isEmpty();
        assertThat(person("2")).isEqualTo("email=\"bo@x.example\" note=\"C:\\\\dir\"");
        assertThat(sync("years.csv", "id,2024,2025\n1,10,20\n2,30,40\n")).isEmpty();
        assertThat(sync("rows.json", "{\"id\": 7, \"orders\": [{\"n\": 1}, {\"n\": 2}]}\n"))
                .isEmpty();
    }

    @Test
    void withoutAHeader() throws IOException {
        assertThat(sync("people.csv", "1001,Ana,a@x.example\n1002,Bo,b@x.example\n"))
                .containsExactly("columns: [\"id\", \"column_2\", \"email\"]");
        assertThat(person("1002")).isEqualTo("column_2=\"Bo\" email=\"b@x.example\"");
    }

    @Test
    void linesBeforeBetweenAndAfterTheRows() throws IOException {
        assertThat(sync("preamble.csv", """
                Customer export
                Generated: 2026-11-20

                id,name,email
                1,Ana,a@x.example
                2,Bo,b@x.example
                Total: 2
                """)).containsExactly("skip: 3", "footer: 1");
        assertThat(sync("comment.csv", """
                # exported by tool 3.1
                # rows: 2
                id,name,email
                1,Ana,a@x.example
                # end of part 1
                2,Bo,b@x.example
                """)).containsExactly("comment: \"#\"");
        assertThat(person("2")).isEqualTo("email=\"b@x.example\" name=\"Bo\"");
        assertThat(sandbox.peopleCount()).isEqualTo(2);
    }

    @Test
    void shortRowsAndDelimitersAtTheEnd() throws IOException {
        assertThat(sync("short.csv", "id,name,city\n1,Ana\n2,Bo,Porto\n")).containsExactly("shortRows: fill");
        assertThat(sync("long.csv", "id,name\n3,Cy,\n4,Di,\n"))
                .containsExactly("columns: [\"id\", \"name\", \"\"]", "skip: 1");
        assertThat(person("1")).isEqualTo("name=\"Ana\"");
        assertThat(person("4")).isEqualTo("name=\"Di\"");
    }

    @Test
    void mysqlOutfile() throws IOException {
        assertThat(sync("outfile.txt", """
                1\tana@x.example\t\\N\tshe said \\"hi\\"
                2\tbo@x.example\t1\tline\\
                break
                """))
                .containsExactly(
                        "columns: [\"id\", \"email\", \"column_3\", \"column_4\"]", "escape: backslash", "quote: none");
        assertThat(person("1")).isEqualTo("column_4=\"she said \\\"hi\\\"\" email=\"ana@x.example\"");
        assertThat(person("2")).isEqualTo("column_3=\"1\" column_4=\"line\\nbreak\" email=\"bo@x.example\"");
    }

    @Test
    void postgresqlTextRedshiftAndQuotesWithBackslashes() throws IOException {
        assertThat(sync("copy.tsv", """
                1\tana@x.example\t\\N\tline\\nbreak\\tTab
                2\tbo@x.example\tC:\\\\dir\t\\N
                \\.
                """))
                .containsExactly(
                        "columns: [\"id\", \"email\", \"column_3\", \"column_4\"]",
                        "escape: backslash",
                        "quote: none",
                        "footer: \"\\\\.\"");
        assertThat(person("1")).isEqualTo("column_4=\"line\\nbreak\\tTab\" email=\"ana@x.example\"");
        assertThat(sync("unload_000", "3|cy@x.example|x\\|y\n4|di@x.example|z\n"))
                .containsExactly("columns: [\"id\", \"email\", \"column_3\"]", "escape: backslash", "quote: none");
        assertThat(person("3")).isEqualTo("column_3=\"x|y\" email=\"cy@x.example\"");
        assertThat(sync("escaped.csv", "id,note\n5,\"said \\\"hi\\\", to me\"\n6,\"ok\"\n"))
                .containsExactly("escape: backslash");
        assertThat(person("5")).isEqualTo("note=\"said \\\"hi\\\", to me\"");
    }

    @Test
    void wordsForNull() throws IOException {
        assertThat(sync("sheet.csv", "id,email,note\n1,a@x.example,#N/A\n2,b@x.example,x\n"))
                .containsExactly("nullWords: [\"#N/A\"]");
        assertThat(person("1")).isEqualTo("email=\"a@x.example\"");
    }

    @Test
    void rowsInsideADocument() throws IOException {
        assertThat(sync("list.json", """
                {"object": "list", "data": [{"id": "cus_1", "email": "ana@x.example"}], "has_more": false}
                """)).containsExactly("rows: \"data\"");
        assertThat(sync("firebase.json", """
                {"users": {"u1": {"email": "bo@x.example", "n": 1}, "u2": {"email": "cy@x.example", "n": 2}}}
                """)).containsExactly("rows: \"users\"");
        assertThat(person("cus_1")).isEqualTo("email=\"ana@x.example\"");
        assertThat(sandbox.peopleCount()).isEqualTo(3);
    }

    @Test
    void otherEncodings() throws IOException {
        String text = "id,name,note\n1,Zoë,It’s €5\n2,João,x\n";
        assertThat(sync("windows.csv", text.getBytes(WINDOWS))).containsExactly("encoding: windows-1252");
        assertThat(person("1")).isEqualTo("name=\"Zoë\" note=\"It’s €5\"");
        assertThat(sync("wide.csv", text.getBytes(StandardCharsets.UTF_16LE))).containsExactly("encoding: UTF-16LE");
        assertThat(sync("big.csv", text.getBytes(StandardCharsets.UTF_16BE))).containsExactly("encoding: UTF-16BE");
        assertThat(person("2")).isEqualTo("name=\"João\" note=\"x\"");
        String russian = "id,name\n" + "3,Привет из Москвы\n4,Съешь ещё этих мягких французских булок\n".repeat(3);
        assertThat(sync("russian.csv", russian.getBytes(Charset.forName("windows-1251"))))
                .containsExactly("encoding: windows-1251");
        assertThat(person("3")).isEqualTo("name=\"Привет из Москвы\"");
        assertThat(sync("utf8.csv", text.getBytes(StandardCharsets.UTF_8))).isEmpty();
    }

    @Test
    void aByteThatIsWrongInOneRowChangesNoEncoding() throws IOException {
        byte[] data = "id,name\n1,Zoë\n2,João\n3,x?\n4,é\n5,ü\n".getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < data.length; i++) {
            data[i] = data[i] == '?' ? (byte) 0xE9 : data[i];
        }
        Files.write(folder.resolve("a.csv"), data);
        assertThat(keys(run(new Typed(), "init", folder + "/a.csv"))).isEmpty();
    }

    @Test
    void whatMostlyCannotBeReadMakesNoConfiguration() throws IOException {
        Files.writeString(folder.resolve("a.csv"), "id,name\n1,x,y,z\n2,a,b\n3,x\n4,d,e,f,g\n");
        var typed = new Typed();

        assertThat(typed.run("init", folder + "/a.csv")).isEqualTo(2);
        assertThat(typed.out()).isEmpty();
        assertThat(typed.err())
                .contains(
                        "3 of the 4 rows cannot be read, so that no configuration can be made of the rest; the first: the"
                                + " row has 4 cells, the header 2")
                .contains("hint: give the row as many cells");

        for (String[] options : new String[][] {{}, {"--json"}}) {
            var peek = new Typed();
            assertThat(peek.run(Stream.concat(Stream.of("peek", folder + "/a.csv"), Stream.of(options))
                            .toArray(String[]::new)))
                    .isEqualTo(2);
            assertThat(peek.out()).as("what can be told").contains("the row has 4 cells, the header 2");
            assertThat(peek.err())
                    .contains("a.csv:2:1: 3 of the 4 rows cannot be read; the first: the row has 4 cells");
        }
    }

    @Test
    void aHeaderAloneHasColumns() throws IOException {
        Files.writeString(folder.resolve("a.csv"), "id,email,plan\n");

        assertThat(run(new Typed(), "peek", folder + "/a.csv")).startsWith(folder + "/a.csv: 0 rows, 3 columns");
        assertThat(run(new Typed(), "init", folder + "/a.csv")).contains("userId: id", "- from: email", "- from: plan");
    }
}
