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
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Files in unusual formats: {@code init} writes a configuration that works unchanged, and {@code peek} says the same about
 * the format.
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

    /** Runs init, check and sync, which must all exit with 0; returns the keys of source that init wrote, without notes. */
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

    private static final String PEOPLE = """
        id,email,plan,amount
        1,ana@x.example,pro,10
        2,bo@x.example,free,20
        3,cy@x.example,pro,30
        """;

    @Test
    void linesAfterTheLastRowThatSumUpOrSayWhereTheFileComesFrom() throws IOException {
        for (String footer : new String[] {
            "Total,,,60",
            ",,Total:,60",
            "Generated by Reports 2.1 on 2026-01-02",
            "\n(250 rows)",
            "*** End of report ***",
            "Confidential Information - Do Not Distribute,,,",
            "\"This list was made for ACME, all rights reserved\""
        }) {
            assertThat(sync("footer.csv", PEOPLE + footer + "\n")).as(footer).containsExactly("footer: 1");
        }
        assertThat(sync("salesforce.csv", PEOPLE + """


            "Copyright (c) 2000-2026 salesforce.com, inc. All rights reserved."
            "Confidential Information - Do Not Distribute"
            "Generated By:  Ana Silva  1/15/2026 10:20 AM"
            "ACME Inc"
            """)).containsExactly("footer: 4");
        assertThat(sync("sums.csv", PEOPLE + ",,,\nTotal customers: 3,,,\nAverage,,,20\n"))
                .containsExactly("footer: 2");
        assertThat(sandbox.peopleCount()).isEqualTo(3);
        assertThat(run(new Typed(), "peek", folder + "/salesforce.csv"))
                .contains("the last 4 lines are no rows, from \"Copyright (c) 2000-2026 salesforce.com, …\"");
        assertThat(sync("person.csv", "name,email\nAna,ana@x.example\nTotal,t@x.example\n"))
                .isEmpty();
        assertThat(person("t@x.example")).isEqualTo("name=\"Total\"");
        assertThat(sync("count.csv", "name,city,age\nAna,Porto,33\nCount Dracula,Bran,580\n"))
                .isEmpty();
        assertThat(sync("sum.csv", "name,age\nAna,33\nCount Dracula,580\n")).isEmpty();
        assertThat(sync("yi.csv", "name,age,city\nAna,33,Porto\nSum Yi,25,\n")).isEmpty();
        for (String sum : new String[] {"Total EUR,120,3", "Total users,3,17", "Summe netto,9,4", "Gesamt 2026,1,2"}) {
            assertThat(sync("words.csv", "name,spent,orders\nAna,7,2\nBo,8,1\n" + sum + "\n"))
                    .as(sum)
                    .containsExactly("footer: 1");
        }
        assertThat(sync("both.csv", "name,age\nAna,33\nBo,34\nTotal,67\n")).containsExactly("footer: 1");
        assertThat(sync("money.csv", "name,city,spent\nAna,Porto,33\nBo,Porto,34\nTotal,,\"EUR 67,00\"\n"))
                .containsExactly("footer: 1");
    }

    @Test
    @Timeout(20)
    void aCellThatRepeatsItselfCostsNoTime() throws IOException {
        for (String cell : new String[] {"1 ".repeat(30_000), "a@.".repeat(20_000), "@".repeat(60_000)}) {
            Files.writeString(folder.resolve("hostile.csv"), "name,city,note\nAna,Porto,x\nTotal,," + cell + "!x y\n");
            assertThat(run(new Typed(), "peek", folder + "/hostile.csv"))
                    .contains("2 rows")
                    .doesNotContain("source.footer");
        }
    }

    @Test
    void linesBeforeTheHeaderInAnyForm() throws IOException {
        for (String before : new String[] {
            "Report,,,",
            "\"Report for Jan 1, 2026\",,,",
            "Date range,2026-01-01,2026-01-31,",
            "Customers in Rome, Milan, Turin, Naples, and Bari",
            "Report,of,all,people"
        }) {
            assertThat(sync("before.csv", before + "\n" + PEOPLE)).as(before).containsExactly("skip: 1");
        }
        assertThat(sync("several.csv", "Report for Jan 1, 2026,,,\nFilter:,plan,pro,\n\n" + PEOPLE))
                .containsExactly("skip: 3");
        assertThat(sync("both.csv", "Report,,,\n,,,\n" + PEOPLE + "Total,,,60\n"))
                .containsExactly("skip: 2", "footer: 1");
        assertThat(sync("blank.csv", ",,,\n\n,,,\n" + PEOPLE)).isEmpty();
        assertThat(sync("two.csv", "Exported by Ana, on 2026-01-02\nid,email\n1,ana@x.example\n2,bo@x.example\n"))
                .containsExactly("skip: 1");
        assertThat(sync("one.csv", "Report\nemail\nana@x.example\nbo@x.example\n"))
                .containsExactly("skip: 1");
        assertThat(sync("separator.csv", "sep=;\nReport;\n\nid;email\n1;ana@x.example\n2;bo@x.example\n"))
                .containsExactly("skip: 3");
        assertThat(sync("headless.csv", "Report,,,\n" + PEOPLE.substring(PEOPLE.indexOf('\n') + 1)))
                .containsExactly("columns: [\"id\", \"email\", \"column_3\", \"column_4\"]", "skip: 1");
        assertThat(sync("ruled.csv", PEOPLE.replaceFirst("\n", "\n--,-----,----,------\n")))
                .containsExactly("comment: \"--\"");
    }

    @Test
    void otherDelimiters() throws IOException {
        for (String delimiter : new String[] {"^", "~", "\\u0001", "\\u001f"}) {
            String sign = delimiter.length() > 1 ? "" + (char) Integer.parseInt(delimiter.substring(2), 16) : delimiter;
            assertThat(sync("people.csv", PEOPLE.replace(",", sign)))
                    .as(delimiter)
                    .containsExactly("delimiter: \"" + delimiter + "\"");
        }
        for (String delimiter : new String[] {";", "|", "\t"}) {
            assertThat(sync("people.txt", PEOPLE.replace(",", delimiter))).isEmpty();
            assertThat(sync("named.csv", "SEP=" + delimiter + "\n" + PEOPLE.replace(",", delimiter)))
                    .isEmpty();
        }
        assertThat(sync("named.csv", "sep=^\n" + PEOPLE.replace(",", "^"))).isEmpty();
        Files.writeString(folder.resolve("commas.tsv"), PEOPLE);
        assertThat(keys(run(new Typed(), "init", folder + "/commas.tsv"))).containsExactly("delimiter: \",\"");
        assertThat(sync("commas.tsv", "id\tname\n1\tSilva, Ana\n2\tSilva, Bo\n"))
                .isEmpty();
        assertThat(person("2")).contains("name=\"Silva, Bo\"");
    }

    @Test
    void marksThatQuoteNothingOrWithApostrophes() throws IOException {
        assertThat(sync("none.csv", "id;name\n1;\"Ana\" Silva\n2;\"Bo\" Silva\n"))
                .containsExactly("quote: none");
        assertThat(sync("one.csv", "'id','name'\n'1','Silva, Ana'\n'2','O''Neil, Bo'\n"))
                .containsExactly("quote: \"'\"");
        assertThat(person("2")).isEqualTo("name=\"O'Neil, Bo\"");
        assertThat(sync("names.csv", "id,name\n1,'t Hooft\n2,'s Gravesande\n")).isEmpty();
    }

    @Test
    void oneBadlyQuotedRowChangesNeitherQuoteNorDelimiter() throws IOException {
        String rows = "4,\"di@x.example\",\"a, b\",40\n".repeat(3);
        for (String bad :
                new String[] {"5,\"e@x.example\",\"Bo \"the\" X\",50\n", "5,e@x.example,\"a, b,50\n" + rows}) {
            for (String data : new String[] {PEOPLE + rows + bad, (PEOPLE + rows + bad).replace(',', ';')}) {
                Files.writeString(folder.resolve("a.csv"), data);
                assertThat(keys(run(new Typed(), "init", folder + "/a.csv")))
                        .as(data)
                        .isEmpty();
            }
        }
        Files.writeString(folder.resolve("a.csv"), "id;email;note\n1;a@x.example;hi, you\n2;\"b@x.example;x\n3;c;y\n");
        var typed = new Typed();
        assertThat(typed.run("init", folder + "/a.csv")).isEqualTo(2);
        assertThat(typed.err()).contains("a.csv:3:3: the quotation mark that opens here is never closed");
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
                .contains("3 of the 4 rows cannot be read, so that no configuration can be made of the rest. The first:"
                        + " the row has 4 cells, the header 2")
                .contains("hint: give the row one cell");

        for (String[] options : new String[][] {{}, {"--json"}}) {
            var peek = new Typed();
            assertThat(peek.run(Stream.concat(Stream.of("peek", folder + "/a.csv"), Stream.of(options))
                            .toArray(String[]::new)))
                    .isEqualTo(2);
            assertThat(peek.out()).as("what can be known").contains("the row has 4 cells, the header 2");
            assertThat(peek.err())
                    .contains("a.csv:2:1: 3 of the 4 rows cannot be read. The first: the row has 4 cells");
        }
    }

    @Test
    void aHeaderAloneHasColumns() throws IOException {
        Files.writeString(folder.resolve("a.csv"), "id,email,plan\n");

        assertThat(run(new Typed(), "peek", folder + "/a.csv")).startsWith(folder + "/a.csv: 0 rows, 3 columns");
        assertThat(run(new Typed(), "init", folder + "/a.csv")).contains("userId: id", "- from: email", "- from: plan");
    }
}
