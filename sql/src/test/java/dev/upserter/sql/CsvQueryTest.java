package dev.upserter.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.luben.zstd.Zstd;
import dev.upserter.problem.Code;
import dev.upserter.problem.Problem;
import dev.upserter.problem.ProblemException;
import dev.upserter.source.Source;
import dev.upserter.source.open.Sources;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** CSV within a query loses no row silently. */
class CsvQueryTest {
    @TempDir
    Path folder;

    private List<String> read(String name, String csv, String sql) throws Exception {
        Files.writeString(folder.resolve(name), csv);
        return Reading.rows(Reading.query(sql, folder));
    }

    private void assertStops(String sql, String message) {
        assertThatThrownBy(() -> Reading.rows(Reading.query(sql, folder)))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        e -> assertThat(e.problems().getFirst().message()).contains(message));
    }

    @Test
    void theFilesOfTheEngineItselfAreNoneOfTheQuery() throws Exception {
        String sql = "select 'scope' as scope, 'context_id' as context_id from read_csv('o.csv', delim = ',')";
        assertThat(read("o.csv", "id,x\n1,2\n", sql)).hasSize(1);
    }

    @Test
    void aFirstLineThatLooksLikeARowIsNoHeaderUnlessTheQuerySaysSo() throws Exception {
        Files.writeString(folder.resolve("n.csv"), "1,ana@example.org,pro\n2,bo@example.org,free\n");
        String told = "looks like a row, and not like a header";
        for (String from : new String[] {
            "read_csv('n.csv', delim = ',', all_varchar = true) t(id, email, plan)",
            "'n.csv' t(id, email, plan)",
            "read_csv('n.csv', columns = {'id': 'text', 'email': 'text', 'plan': 'text'})",
            "read_csv('n.csv', delim = ',', all_varchar = true, names = ['id', 'email', 'plan'])"
        }) {
            assertStops("select * from " + from, told);
        }
        assertStops("with t(id, email, plan) as (from read_csv('n.csv', delim = ',')) select * from t", told);
    }

    @Test
    void rowsAtTheTopThatAreShorterAreNotPassedOver() throws Exception {
        Files.writeString(
                folder.resolve("a.csv"), "1,a@x.example\n2,b@x.example\n3,c@x.example,vip\n4,d@x.example,vip\n");

        assertStops(
                "select * from read_csv('a.csv', header = false, all_varchar = true, names = ['id', 'email', 'tag'])",
                "the rows of ");
        assertStops(
                "select * from read_csv('a.csv', delim = ',', all_varchar = true)",
                "a.csv:3:1: the row has 3 cells, the header 2");
        assertStops("select id from 'a.csv'", "Referenced column \"id\" not found");
    }

    @Test
    void aLastCellThatIsCutOffInsideQuotesIsReportedAsWithoutAQuery() throws Exception {
        for (int rows : new int[] {1, 60_000}) {
            String text = "id,name\n" + "1,ana\n".repeat(rows) + "2,\"bo";
            Files.writeString(folder.resolve("a.csv"), text);
            Files.write(folder.resolve("b.csv.gz"), gzip(text.getBytes(StandardCharsets.UTF_8)));
            for (String from : List.of(
                    "'a.csv'",
                    "'b.csv.gz'",
                    "read_csv('*.csv', all_varchar = true)",
                    "read_csv('a.csv', delim = ',', all_varchar = true)",
                    "read_csv('a.csv', auto_detect = false, header = true, columns = {'id': 'varchar', 'name':"
                            + " 'varchar'})")) {
                assertThatThrownBy(() -> Reading.rows(Reading.query("select * from " + from, folder)))
                        .as(from)
                        .isInstanceOfSatisfying(ProblemException.class, e -> {
                            Problem problem = e.problems().getFirst();
                            assertThat(problem.code()).isEqualTo(Code.INPUT_UNREADABLE);
                            assertThat(problem.place().orElseThrow().toString()).endsWith(":" + (rows + 2) + ":3");
                            assertThat(problem.message())
                                    .startsWith("the quotation mark that opens here is never closed");
                        });
            }
        }
    }

    @Test
    void aRowFarDownThatDoesNotFitStopsTheAnswer() throws Exception {
        Files.writeString(folder.resolve("a.csv"), "id,name\n" + "1,ana\n".repeat(100_000) + "2\n3,cy\n");

        assertStops(
                "select id, name from read_csv('a.csv', delim = ',', all_varchar = true)",
                "a.csv:100002:1: the row has 1 cell, the header 2");
    }

    @Test
    void theFirstLineHoldsTheNamesUnlessTheQuerySaysOtherwise() throws Exception {
        assertThat(read("a.csv", "id,2024\n1,2\n2,3\n", "select id, \"2024\" as n from 'a.csv'"))
                .containsExactly("{\"id\":1,\"n\":2}", "{\"id\":2,\"n\":3}");
        assertThat(read("b.csv", "1,x\n2,y\n", "select * from read_csv('b.csv', header = false, names = ['id', 'x'])"))
                .containsExactly("{\"id\":1,\"x\":\"x\"}", "{\"id\":2,\"x\":\"y\"}");
    }

    @Test
    void noLineIsTakenForAComment() throws Exception {
        String csv = "id,x\n#1,a\n2,b\n";
        assertThat(read("a.csv", csv, "select id from read_csv('a.csv', all_varchar = true)"))
                .containsExactly("{\"id\":\"#1\"}", "{\"id\":\"2\"}");
        assertThat(read("a.csv", csv, "select id from read_csv('a.csv', comment = '#', all_varchar = true)"))
                .containsExactly("{\"id\":\"2\"}");
    }

    @Test
    void aPreambleIsPassedOverOnlyWhereTheQuerySaysSo() throws Exception {
        String csv = "Users of today\n\nid,email\n1,a\n2,b\n";
        assertThat(read("a.csv", csv, "select id from read_csv('a.csv', skip = 2, all_varchar = true)"))
                .containsExactly("{\"id\":\"1\"}", "{\"id\":\"2\"}");
        assertStops("select id from read_csv('a.csv', all_varchar = true)", "Referenced column \"id\" not found");
    }

    @Test
    void otherDelimitersAndMarksAreUnderstoodAsBefore() throws Exception {
        assertThat(read("a.csv", "id;x\n1;a\n", "select x from 'a.csv'")).containsExactly("{\"x\":\"a\"}");
        assertThat(read("a.tsv", "id\tx\n1\ta\n", "select x from 'a.tsv'")).containsExactly("{\"x\":\"a\"}");
        assertThat(read("b.csv", "id,x\n1,'a,b'\n", "select x from read_csv('b.csv', quote = '''')"))
                .containsExactly("{\"x\":\"a,b\"}");
        assertThat(read("c.csv", "id,x\n1,\"a,b\"\n", "select x from read_csv('c.csv', delim = ',')"))
                .containsExactly("{\"x\":\"a,b\"}");
    }

    @Test
    void aFileInThePlaceOfATableKeepsItsNames() throws Exception {
        Files.createDirectory(folder.resolve("sub"));
        Files.writeString(folder.resolve("a.csv"), "id,x\n1,a\n");
        Files.writeString(folder.resolve("sub/b.c.csv"), "id,y\n1,b\n");

        assertThat(Reading.rows(Reading.query(
                        "select a.id, b.y, t.x as \"a.csv\" from 'a.csv' /* 'a.csv' */"
                                + " join \"sub/b.c.csv\" on a.id = b.id, 'a.csv' as t",
                        folder)))
                .containsExactly("{\"id\":1,\"y\":\"b\",\"a.csv\":\"a\"}");
    }

    @Test
    void placesAreThoseOfTheQueryAsItIsWritten() throws Exception {
        Files.writeString(folder.resolve("ä.csv"), "id,x\n1,a\n");

        assertStops(
                "select t.id\nfrom read_csv('ä.csv', all_varchar = true) t where nosuch = 1",
                "(line 2, column 52 of the query)");
        assertStops("select id from 'ä.csv' where nosuch = 1", "(line 1, column 30 of the query)");
    }

    @Test
    void whatIsLeftToGuessesIsReported() throws Exception {
        Files.writeString(folder.resolve("a.csv"), "id,x\n1,a\n");

        assertThat(warnings("select * from read_csv('a.csv', all_varchar = true)"))
                .containsExactly(
                        "DIALECT_GUESSED the query lets the engine guess of a CSV file what separates the cells"
                                + " (delim)");
        assertThat(warnings("select * from read_csv('a.csv', delim = ',', columns = {'id': 'text', 'x': 'text'})"))
                .containsExactly("DIALECT_GUESSED the query lets the engine guess of a CSV file whether the first line"
                        + " holds names (header)");
        assertThat(warnings("select * from read_csv('a.csv', sep = ',', header = true, all_varchar = true)"))
                .isEmpty();
        assertThat(warnings("select * from read_csv('a.csv', auto_detect = false, header = true,"
                        + " columns = {'id': 'text', 'x': 'text'})"))
                .isEmpty();
    }

    private List<String> warnings(String sql) throws IOException {
        try (Source source = Sources.open(Reading.query(sql, folder))) {
            assertThat(source.hasNext()).isTrue();
            return source.warnings().stream()
                    .map((Problem problem) -> problem.code() + " " + problem.message())
                    .toList();
        }
    }

    @Test
    void theHeaderOfAJoinedFileIsNoRow() throws Exception {
        Files.writeString(folder.resolve("a.csv"), "id,e-mail\n1,a@x.example\nid,e-mail\n2,b@x.example\n");
        Files.writeString(folder.resolve("b.csv"), "id,n\n1,x\n\uFEFFID,N\n2,y\n");
        Files.writeString(folder.resolve("c.csv"), "id,n\n" + "1,2\n".repeat(30_000) + "id,n\n3,4\n");

        String repeats = "of the result holds the names of the columns, as line ";
        for (String sql : List.of(
                "select * from 'a.csv'",
                "select id, \"e-mail\" as email from read_csv('a.csv', delim = ',', all_varchar = true)",
                "select id from read_csv('a.csv', delim = ',', all_varchar = true)",
                "select \"e-mail\" as address, id as person from 'a.csv'",
                "select *, 7 as k, upper(id) as m from read_csv('b.csv', delim = ',', all_varchar = true)")) {
            assertStops(sql, repeats);
        }
        assertStops("select * from 'a.csv'", "row 2 " + repeats);
        assertStops("select * from 'a.csv'", "a.csv:3:1 does: it is no row but the header of a file that was joined");
        assertStops("select * from 'c.csv'", "c.csv:30002:1: the line repeats the names of the columns");
        assertThat(Reading.rows(Reading.query("select id from 'a.csv' where id <> 'id'", folder)))
                .hasSize(2);
        assertThat(Reading.rows(Reading.query("select id, 'n' as kind from 'b.csv' where id in ('1', '2')", folder)))
                .hasSize(2);
    }

    @Test
    void columnsThatTheEngineRenamesAreRefusedOrReported() throws Exception {
        Files.writeString(folder.resolve("a.csv"), "id,email,email\n1,a@x.example,z@x.example\n");
        Files.writeString(folder.resolve("b.csv"), "id,email,Email\n1,a@x.example,z@x.example\n");
        Files.writeString(folder.resolve("c.csv"), "id,,\n1,x,y\n");

        assertStops("select * from 'a.csv'", "a.csv have the name email");
        assertStops("select * from 'b.csv'", "b.csv have the name Email");
        assertThat(warnings("select id, email from read_csv('a.csv', delim = ',', all_varchar = true)"))
                .singleElement()
                .asString()
                .startsWith("COLUMN_UNCLEAR two columns of ")
                .endsWith("In the query it is the first of them, and email_1 is the second");
        assertThat(warnings("select * from read_csv('c.csv', delim = ',', all_varchar = true)"))
                .singleElement()
                .asString()
                .endsWith("c.csv has no name. The engine calls it column and its number");
    }

    @Test
    void aFileThatTheDelimiterDoesNotDivideIsNotOneColumn() throws Exception {
        Files.writeString(folder.resolve("a.csv"), "id;x\n1;a\n");
        Files.writeString(folder.resolve("b.csv"), "id^x\n1^a\n");

        assertStops("select * from read_csv('a.csv', delim = ',')", "is a single cell that holds ;, so delim");
        assertStops("select id from read_csv('a.csv', delim = ',')", "is a single cell that holds ;, so delim");
        assertStops("select * from 'b.csv'", "is a single cell that holds ^, so delim");
        assertThat(Reading.rows(Reading.query("select \"id^x\" as id from 'b.csv'", folder)))
                .containsExactly("{\"id\":\"1^a\"}");
    }

    @Test
    void filesOfDifferentColumnsAreNamedWithTheColumnAndTheWayOn() throws Exception {
        Files.writeString(folder.resolve("ua.csv"), "id,email,opt_out\n1,a@x.org,true\n");
        Files.writeString(folder.resolve("ub.csv"), "email,id,unsub\nb@x.org,2,true\n");
        for (String from : new String[] {"'u?.csv'", "read_csv(['ua.csv', 'ub.csv'], all_varchar = true)"}) {
            assertStops("select * from " + from, "ub.csv does not have the columns of ");
            assertStops("select * from " + from, "ua.csv: opt_out is missing. union_by_name = true in read_csv");
        }
        assertThat(Reading.rows(Reading.query(
                        "select * from read_csv('u?.csv', all_varchar = true, union_by_name = true)", folder)))
                .hasSize(2);
    }

    @Test
    void aGuessedTypeThatBreaksNamesThePlace() throws Exception {
        Files.writeString(folder.resolve("a.csv"), "id,n\n" + "1,2\n".repeat(30_000) + "x1,3\n");

        String line = "line 30002 of ";
        assertStops("select * from 'a.csv'", line);
        assertStops(
                "select n from 'a.csv' where id > 0",
                "a.csv: the cell of the column id is no BIGINT, as the engine has guessed");
        assertStops(
                "select id, n from read_csv('a.csv', delim = ',', columns = {'id': 'int', 'n': 'int'})",
                "a.csv: the cell of the column id is no INTEGER, as the query asks for");
    }

    @Test
    void whatIsWrongWithAFileIsSaidAsWithoutAQuery() throws Exception {
        Files.writeString(folder.resolve("a.csv"), "id,x\r\n1,a\r\n2,b\n");
        Files.writeString(folder.resolve("b.csv"), "id,x\n1,\"a\" b\n");
        Files.writeString(folder.resolve("c.json"), "[{\"id\": 1}, {\"id\": 2},]");
        Files.writeString(folder.resolve("d.ndjson"), "{\"id\": 1}\nWARN slow\n");
        Files.writeString(folder.resolve("e.ndjson"), "{\"id\": 1, \"id\": 2}\n");
        Files.writeString(folder.resolve("f.ndjson"), "{\"id\": 1}\n\uFEFF{\"id\": 2}\n");

        assertStops("select * from 'a.csv'", "a.csv ends with LF, and the lines before with CR LF, and the engine");
        assertStops("select * from read_csv('b.csv', delim = ',')", "b.csv:2:1: there is text after the closing");
        assertStops("select * from 'c.json'", "c.json:1:23: this is not valid JSON: a value is missing before");
        assertStops("select * from 'd.ndjson'", "d.ndjson:2:1: the line is text and no JSON");
        assertStops("select * from 'e.ndjson'", "e.ndjson: an object has a field twice");
        assertStops("select * from 'f.ndjson'", "f.ndjson has a byte-order mark before a later row");
    }

    @Test
    void anOptionThatLeavesRowsOutIsRefused() throws Exception {
        Files.writeString(folder.resolve("a.csv"), "id,x\n1,a\n2\n");
        Files.writeString(folder.resolve("a.ndjson"), "{\"id\": 1}\n{\"id\n");

        for (String from : List.of(
                "read_csv('a.csv', ignore_errors = true)",
                "read_csv('a.csv', store_rejects := true)",
                "read_json('a.ndjson', ignore_errors = true)")) {
            assertStops("select * from " + from, "has the engine leave out rows that it cannot read");
        }
        assertThat(Reading.rows(Reading.query(
                        "select id from read_csv('a.csv', delim = ',', ignore_errors = false, null_padding = true)",
                        folder)))
                .hasSize(2);
    }

    @Test
    void aPackedFileThatBreaksOffStopsTheAnswerWhereverItIsCut() throws Exception {
        byte[] first = "id,name\n1,ana\n2,bo\n".getBytes(StandardCharsets.UTF_8);
        byte[] second = "3,cy\n4,dee\n".getBytes(StandardCharsets.UTF_8);
        requireStops("a.csv.zst", Zstd.compress(first), Zstd.compress(second), 3);
        requireStops("a.csv.gz", gzip(first), gzip(second), 7);
    }

    /** The query computes the path, so that its text does not contain it. */
    private void requireStops(String name, byte[] first, byte[] second, int step) throws Exception {
        byte[] whole = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, whole, first.length, second.length);
        String sql = "select id from read_csv('" + name.charAt(0) + "' || '" + name.substring(1)
                + "', delim = ',', header = true, columns = {'id': 'varchar', 'name': 'varchar'})";
        for (int length = 0; length < whole.length; length += step) {
            Files.write(folder.resolve(name), Arrays.copyOf(whole, length));
            if (length != first.length) {
                assertThatThrownBy(() -> Reading.rows(Reading.query(sql, folder)))
                        .as("%s of %s bytes", length, whole.length)
                        .isInstanceOfSatisfying(
                                ProblemException.class,
                                e -> assertThat(e.problems().getFirst().code())
                                        .isIn(Code.INPUT_UNREADABLE, Code.QUERY_FAILED));
            }
        }
        Files.write(folder.resolve(name), whole);
        assertThat(Reading.rows(Reading.query(sql, folder))).hasSize(4);
    }

    @Test
    void aJsonArrayThatBreaksOffStopsTheAnswerWhereverItIsCut() throws Exception {
        byte[] array = "[{\"id\":1},\n {\"id\":2}, ".getBytes(StandardCharsets.UTF_8);
        for (int length = 2; length <= array.length; length++) {
            byte[] cut = Arrays.copyOf(array, length);
            Files.write(folder.resolve("a.json"), cut);
            Files.write(folder.resolve("b.json.gz"), gzip(cut));
            for (String file : List.of("a.json", "b.json.gz")) {
                assertThatThrownBy(() -> Reading.rows(
                                Reading.query("select json from read_json_objects('" + file + "')", folder)))
                        .as("%s, %s bytes", file, length)
                        .isInstanceOf(ProblemException.class);
            }
        }
    }

    private static byte[] gzip(byte[] content) throws IOException {
        var packed = new ByteArrayOutputStream();
        try (var out = new GZIPOutputStream(packed)) {
            out.write(content);
        }
        return packed.toByteArray();
    }
}
