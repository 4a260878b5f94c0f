package dev.upserter.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.upserter.problem.Code;
import dev.upserter.problem.Problem;
import dev.upserter.problem.ProblemException;
import dev.upserter.source.Source;
import dev.upserter.source.open.Sources;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rows that a query over CSV does not show: in a cell of several lines, or taken for a header. */
class HiddenRowsTest {
    @TempDir
    Path folder;

    private List<String> rows(String sql) throws Exception {
        return Reading.rows(Reading.query(sql, folder));
    }

    private void assertStops(String sql, String message, String hint) {
        assertThatThrownBy(() -> rows(sql)).as(sql).isInstanceOfSatisfying(ProblemException.class, e -> {
            Problem problem = e.problems().getFirst();
            assertThat(problem.code()).isEqualTo(Code.QUERY_FAILED);
            assertThat(problem.message()).contains(message);
            assertThat(problem.hint()).contains(hint);
        });
    }

    @Test
    void rowsThatBecameOneCellStopTheQueryWhateverItSelects() throws Exception {
        String text = "id,note,plan\n1,ok,a\n2,\"since May,b\n3,6\",c\n4,ok,d\n";
        Files.writeString(folder.resolve("a.csv"), text);
        Files.write(folder.resolve("b.csv.gz"), gzip(text));
        Files.writeString(folder.resolve("c.csv"), text.replace(',', ';'));
        Files.writeString(folder.resolve("d.csv"), text.replace('\n', '\r'));

        for (String sql : List.of(
                "select * from 'a.csv'",
                "select id from read_csv('a.csv', delim = ',', all_varchar = true)",
                "select count(*) as id from 'b.csv.gz'",
                "select id from read_csv('c.csv', delim = ';', comment = '#')",
                "select id from read_csv('a.csv', header = false, names = ['id', 'note', 'plan'])",
                "select id from read_csv('d.csv', delim = ',')",
                "select id from 'a.csv' where id <> '4'")) {
            assertStops(
                    sql, ":3:1: the quotation mark that opens cell 2 in line 3 closes in line 4", "If they are rows");
        }
        assertThat(rows("select id from read_csv('a.csv', quote = '\"')")).hasSize(3);
        assertThat(rows("select id from read_csv('a.csv', quote = '')")).hasSize(4);
    }

    @Test
    void aNoteOfSeveralLinesIsNoRow() throws Exception {
        Files.writeString(
                folder.resolve("a.csv"), "id,note,plan\n1,\"call, or\nmail, or\nnone\",a\n2,\"5\"\" x\n6\"\" x\",b\n");
        assertThat(rows("select id from 'a.csv'")).hasSize(2);
    }

    @Test
    void whatOnlyTheSourceOfAFileRefusesBesideANoteIsNoHiddenRow() throws Exception {
        Files.writeString(folder.resolve("a.csv"), "id,note\n1,\"call, or\nmail\"\nnote,id\n2,x\n");
        assertThat(rows("select id from 'a.csv' where id <> 'note'")).hasSize(2);
        assertThat(rows("select id from read_csv('a.csv', delim = ',', quote = '\"')"))
                .hasSize(3);
    }

    @Test
    void aHeaderAmongTheRowsStopsAQueryThatCountsThem() throws Exception {
        Files.writeString(folder.resolve("a.csv"), "id,plan\n1,a\nID,plan\n2,b\n");
        Files.writeString(folder.resolve("b.csv"), "# x\nid,plan\n1,a\nid,plan\n2,b\n");

        String told = ": the line repeats the names of the columns";
        assertStops("select count(*) as id, 'all' as plan from 'a.csv'", "a.csv:3:1" + told, "where id <> 'id'");
        assertStops("select id from read_csv('b.csv', skip = 1, delim = ',')", "the names of the columns", "where id");
        assertThat(rows("select count(*) as id from 'a.csv' where id <> 'ID'")).containsExactly("{\"id\":2}");
        assertThat(rows("select id from read_csv('a.csv', header = false, delim = ',', names = ['id', 'plan'])"))
                .hasSize(4);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "select * from read_csv('n.csv', delim = ',', all_varchar = true) t(id, plan)",
                "select * from read_csv('n.csv', delim = ',', all_varchar = true, names = ['id', 'plan'])",
                "with t(id, plan) as (from read_csv('n.csv', delim = ',', all_varchar = true)) select * from t",
                "select * from (from read_csv('n.csv', delim = ',', all_varchar = true)) t(id, plan)"
            })
    void aQueryThatNamesTheColumnsSaysWhetherTheFirstLineDoes(String sql) throws Exception {
        Files.writeString(folder.resolve("n.csv"), "ana,pro\nbo,free\ncy,free\n");
        assertStops(
                sql,
                "n.csv holds names, too. That line has none of the result's names, so it may be a row",
                "write header = false");
        Files.writeString(folder.resolve("n.csv"), "ID,Name\nbo,free\ncy,free\n");
        try (Source source = Sources.open(Reading.query(sql, folder))) {
            source.hasNext();
            assertThat(source.warnings())
                    .extracting(problem -> problem.code() + " " + problem.message())
                    .containsExactly("DIALECT_GUESSED the query lets the engine guess of a CSV file whether the first"
                            + " line holds names (header)");
        }
        assertThat(rows(sql)).hasSize(2);
    }

    @Test
    void theFirstLineOfEachFileOfAPatternIsNotLost() throws Exception {
        Files.writeString(folder.resolve("p1.csv"), "id,plan\nana,pro\n");
        Files.writeString(folder.resolve("p2.csv"), "bo,free\ncy,free\n");
        for (String sql : List.of(
                "select * from read_csv('p*.csv', delim = ',', all_varchar = true)",
                "select * from read_csv('p*.csv', delim = ',', all_varchar = true) t(id, plan)",
                "select * from read_csv('p*.csv', delim = ',', all_varchar = true, names = ['id', 'plan'])")) {
            assertStops(sql, "", "");
        }
    }

    @Test
    void anEmptyFileIsCalledSo() throws Exception {
        Files.writeString(folder.resolve("a.csv"), "");
        Files.writeString(folder.resolve("b.csv"), "\n\n");

        assertStops("select * from 'a.csv'", "a.csv: the file is empty: not even a header", "export");
        assertStops("select id from 'b.csv'", "b.csv: the file holds blank lines alone: not even a header", "export");
    }

    @Test
    void aCastOfTheQueryIsNotTakenForAGuess() throws Exception {
        Files.writeString(folder.resolve("a.csv"), "id,email\n1,a@x.example\n");
        assertStops(
                "select id, email::int as n from 'a.csv'",
                "the cell of the column email is no INTEGER, which the query asks for, or the engine has guessed",
                "");
        assertStops("select id, email::enum('a', 'b') as n from 'a.csv'", "the column email is no ENUM, which", "");
    }

    private static byte[] gzip(String content) throws Exception {
        var packed = new ByteArrayOutputStream();
        try (var out = new GZIPOutputStream(packed)) {
            out.write(content.getBytes(StandardCharsets.UTF_8));
        }
        return packed.toByteArray();
    }
}
