package dev.upserter.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.upserter.problem.Code;
import dev.upserter.problem.Problem;
import dev.upserter.problem.ProblemException;
import dev.upserter.problem.Quantities;
import dev.upserter.source.DataFile;
import java.io.ByteArrayOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that were joined, as with {@code cat}. The engine would read the rows of one of them alone. */
class JoinedFilesTest {
    @TempDir
    Path folder;

    private Path parquet(String name, int from, int to, String options) throws Exception {
        Path file = folder.resolve(name);
        Duck.execute("copy (select range as id, 'n' || range % 7 as name from range(" + from + ", " + to + ")) to '"
                + file + "' (format parquet" + options + ")");
        return file;
    }

    private Path join(Path... files) throws Exception {
        var all = new ByteArrayOutputStream();
        for (Path file : files) {
            all.write(Files.readAllBytes(file));
        }
        return Files.write(folder.resolve("all.parquet"), all.toByteArray());
    }

    private static Problem stop(DataFile data) {
        var caught = new Problem[1];
        assertThatThrownBy(() -> Reading.rows(data))
                .isInstanceOfSatisfying(
                        ProblemException.class, e -> caught[0] = e.problems().getFirst());
        return caught[0];
    }

    @ParameterizedTest
    @CsvSource({"10, 10", "10, 11", "10, 5000", "5000, 10", "10, 0", "0, 10", "1, 200000"})
    void joinedParquetIsRefused(int first, int second) throws Exception {
        Path one = parquet("a.parquet", 0, first, "");
        Path all = join(one, parquet("b.parquet", first, first + second, ""));
        String what = "made of several Parquet files that were joined: the first one ends at byte "
                + Quantities.say(Files.size(one));

        Problem ofFile = stop(DataFile.of(all));
        assertThat(ofFile.code()).isEqualTo(Code.INPUT_UNREADABLE);
        assertThat(ofFile.message()).startsWith("the file is " + what);
        for (String sql : List.of("select * from 'all.parquet'", "select count(*) as id from 'al?.parquet'")) {
            Problem ofQuery = stop(Reading.query(sql, folder));
            assertThat(ofQuery.code()).isEqualTo(Code.QUERY_FAILED);
            assertThat(ofQuery.message()).contains(all + " is " + what);
        }
    }

    @Test
    void aJoinedFileThatIsNotTheFirstOfAPatternStopsTheQuery() throws Exception {
        Path a = parquet("a.parquet", 0, 10, "");
        Path b = parquet("b.parquet", 10, 20, "");
        join(a, b, parquet("c.parquet", 20, 30, ""));
        Files.move(folder.resolve("all.parquet"), folder.resolve("d.parquet"));

        assertThat(stop(Reading.query("select id from '*.parquet'", folder)).message())
                .contains("d.parquet is made of several");
        assertThat(Reading.rows(Reading.query("select id from '[abc].parquet'", folder)))
                .hasSize(30);
    }

    @Test
    void whatElseIsInAFileIsNoOtherFile() throws Exception {
        Path rows = folder.resolve("text.parquet");
        Duck.execute("copy (select range as id, 'PAR1PAR1' as name from range(3000)) to '" + rows
                + "' (format parquet, compression uncompressed, row_group_size 2048)");
        Path blooms = parquet("blooms.parquet", 0, 30_000, ", row_group_size 2048");

        assertThat(Reading.rows(DataFile.of(rows))).hasSize(3000);
        assertThat(Reading.rows(DataFile.of(blooms))).hasSize(30_000);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[{\"id\": 1}][{\"id\": 2}]",
                "[{\"id\": 1}]\n[{\"id\": 2}]\n",
                "[{\"id\": 1}]\n{\"id\": 2}\n",
                "{\"id\": 1}\n[{\"id\": 2}]\n",
                "{\"id\": 1}{\"id\": 2}\n",
                "{\"id\": 1}{\"id\": 2}"
            })
    void joinedJsonIsReadWholeOrNotAtAll(String text) throws Exception {
        Files.writeString(folder.resolve("a.json"), text);
        for (String sql : List.of(
                "select id from 'a.json'",
                "select id from read_json_auto('a.json')",
                "select id from read_json('a.json', format = 'array')",
                "select id from read_json('a.json', format = 'unstructured')",
                "select id from read_ndjson('a.json')",
                "select count(*) as id from 'a.json'",
                "select count(*) as id from read_ndjson('a.json')")) {
            try {
                assertThat(Reading.rows(Reading.query(sql, folder)))
                        .as(sql)
                        .isIn(List.of("{\"id\":1}", "{\"id\":2}"), List.of("{\"id\":2}"));
            } catch (ProblemException e) {
                assertThat(e.problems().getFirst().code()).as(sql).isIn(Code.QUERY_FAILED, Code.INPUT_UNREADABLE);
            }
        }
    }
}
