package dev.upserter.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.upserter.problem.Code;
import dev.upserter.problem.Problem;
import dev.upserter.problem.ProblemException;
import dev.upserter.source.Source;
import dev.upserter.source.open.Sources;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** SQL over local files. */
class QueryTest {
    @TempDir
    Path folder;

    @Test
    void filesAreJoinedAndRowsComeInTheOrderAskedFor() throws Exception {
        Duck.execute("copy (select range as id, 'n' || range as name from range(5000)) to '"
                + folder.resolve("users.parquet") + "'");
        Files.writeString(folder.resolve("plans.csv"), "id,plan\n0004,free\n4998,pro\n4999,007\n");

        List<String> rows = Reading.rows(Reading.query("""
            select u.id, name, p.plan
            from 'users.parquet' u -- the folder of the configuration
            join read_csv('plans.csv', all_varchar = true) p on p.id::bigint = u.id
            order by u.id desc;
            """, folder));

        assertThat(rows)
                .containsExactly(
                        "{\"id\":4999,\"name\":\"n4999\",\"plan\":\"007\"}",
                        "{\"id\":4998,\"name\":\"n4998\",\"plan\":\"pro\"}",
                        "{\"id\":4,\"name\":\"n4\",\"plan\":\"free\"}");
    }

    @Test
    void aLongOrderedAnswerKeepsItsOrder() throws Exception {
        List<String> rows =
                Reading.rows(Reading.query("select range as id from range(200000) order by 1 desc", folder));

        assertThat(rows).hasSize(200_000);
        for (int i = 0; i < rows.size(); i++) {
            assertThat(rows.get(i)).isEqualTo("{\"id\":" + (199_999 - i) + "}");
        }
    }

    @Test
    void guessedTypesAreWarnedOf() throws Exception {
        Files.writeString(folder.resolve("users.csv"), "id\n007\n");
        Files.writeString(folder.resolve("users.ndjson"), "{\"id\": 1}\n");

        for (String from : List.of("'users.csv'", "read_csv('users.csv')", "'users.ndjson'")) {
            assertThat(warnings("select * from " + from)).as(from).contains(Code.TYPES_GUESSED);
        }
        for (String from : List.of(
                "read_csv('users.csv', delim = ',', all_varchar = true)",
                "read_csv('users.csv', delim = ',', header = true, columns = {'id': 'varchar'})",
                "read_json_objects('users.ndjson')",
                "range(3)")) {
            assertThat(warnings("select * from " + from)).as(from).isEmpty();
        }
    }

    private List<Code> warnings(String sql) throws Exception {
        try (Source source = Sources.open(Reading.query(sql, folder))) {
            assertThat(source.hasNext()).isTrue();
            return source.warnings().stream().map(Problem::code).toList();
        }
    }

    @Test
    void mistakesAreReportedWithTheirPlaceInTheQuery() {
        assertRefused("selec 1", "syntax error at or near \"selec\" (line 1, column 1 of the query)");
        assertRefused(
                "select 'ä' as id,\n       nosuch\nfrom range(3)",
                "Referenced column \"nosuch\" not found in FROM clause! (line 2, column 8 of the query)");
        assertRefused("select * from 'nosuch.parquet'", "No files found that match the pattern \"nosuch.parquet\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "select 1 as id; select 2 as id",
                "install httpfs",
                "copy (select 1 as id) to 'out.csv'",
                "create table t as select 1 as id",
                "set threads = 1",
                "attach 'x.db'",
                "select 1 as id) q; copy (select 1) to 'out.csv'; select * from (select 1 as id",
                "with a as (copy (select 1 as id) to 'out.csv') select 1 as id",
                "with a as (create table t as select 1 as id) select 1 as id",
                "select * from query('copy (select 1 as id) to ''out.csv''')",
                "pivot (select 1 as id, 'a' as b) on b; copy (select 1) to 'out.csv'",
                "copy (pivot (select 1 as id, 'a' as b) on b) to 'out.csv'",
                "create table t as pivot (select 1 as id, 'a' as b) on b",
                "pivot (select * from query('copy (select 1 as id) to ''out.csv''')) on id",
                "with a as (copy (select 1 as id) to 'out.csv') pivot (select 1 as id) on id",
                "select 1 as id /* ; */; copy (select 1) to 'out.csv' -- ;"
            })
    void anythingButOneSelectIsRefusedAndHasNoEffect(String sql) throws Exception {
        assertThatThrownBy(() -> Reading.rows(Reading.query(sql, folder)))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        e -> assertThat(e.problems().getFirst().code()).isEqualTo(Code.QUERY_FAILED));
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "select max(id) as id from (select 1 as id) t",
                "select (select 1) as id",
                "select 1 as id where exists (select 1)",
                "select * from (values (1)) t(id)",
                "select 1 as id -- the last of them.",
                "select 1 as id; -- the end\n ; /* really; */ ",
                "/* first */ with t as (select 1 as id) select id from t",
                "from (select 1 as id)",
                "select 1 as id union select 1 as id",
                "with recursive t(id) as (select 1 union all select id + 1 from t where id < 1) select * from t",
                "select \"1\" as id from (pivot (select 1 as a, 1 as b) on a in (1) using sum(b))"
            })
    void whatIsOneSelectIsRead(String sql) throws Exception {
        assertThat(Reading.rows(Reading.query(sql, folder))).containsExactly("{\"id\":1}");
    }

    @Test
    void valuesAloneAreRead() throws Exception {
        assertThat(Reading.rows(Reading.query("values (1), (2)", folder)))
                .containsExactly("{\"col0\":1}", "{\"col0\":2}");
    }

    @Test
    void aPivotMayLookForItsValues() throws Exception {
        Files.writeString(folder.resolve("plans.csv"), "id,plan,year\n1,free,2025\n2,pro,2026\n2,free,2026\n");
        String plans = "read_csv('plans.csv', delim = ',', all_varchar = true)";
        for (String sql : List.of(
                "pivot " + plans + " on plan using count(*) group by id order by id",
                "with p as (from " + plans
                        + ") select id, free, pro from (pivot p on plan using count(*) group by id) order by id",
                "select * from (pivot (select a.* from " + plans + " a join " + plans
                        + " b on a.id = b.id and a.plan = b.plan) on plan using count(*) group by id) order by 1;")) {
            assertThat(Reading.rows(Reading.query(sql, folder)))
                    .as(sql)
                    .containsExactly("{\"id\":\"1\",\"free\":1,\"pro\":0}", "{\"id\":\"2\",\"free\":1,\"pro\":1}");
        }
        assertThat(Reading.rows(Reading.query(
                        "pivot (from " + plans + ") on plan, year in ('2026') using count(*) group by id order by id",
                        folder)))
                .hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://127.0.0.1:1/a.parquet", "https://127.0.0.1/a.csv", "s3://bucket/a.parquet"})
    void noQueryReachesTheNetwork(String address) {
        assertRefused("select * from '" + address + "'", "it names a file that is not on this machine");
    }

    @Test
    void twoColumnsOfOneNameAreRefused() {
        assertThatThrownBy(() -> Reading.rows(Reading.query("select 1 as id, 2 as id", folder)))
                .hasMessageContaining("id");
    }

    @Test
    void noValueOfARowIsEverInAMessage() throws Exception {
        Duck.execute("copy (select 'ana@example.com' as mail) to '" + folder.resolve("a.parquet") + "'");

        assertThatThrownBy(() -> Reading.rows(Reading.query("select mail::integer as id from 'a.parquet'", folder)))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        e -> assertThat(e.problems().getFirst().message())
                                .startsWith("the query cannot be run: ")
                                .doesNotContain("ana"));
    }

    @Test
    void aQueryThatIsBrokenOffEnds() throws Exception {
        try (Source source = Sources.open(
                Reading.query("select count(*) as id from range(100000000000) a, range(100000) b", folder))) {
            var ended = new CountDownLatch(1);
            Thread.ofVirtual().start(() -> cancelUntil(ended, source));
            assertThatThrownBy(source::hasNext).isInstanceOf(ProblemException.class);
            ended.countDown();
        }
    }

    /** The query may not have started yet at the first cancel. */
    private static void cancelUntil(CountDownLatch ended, Source source) {
        try {
            while (!ended.await(50, TimeUnit.MILLISECONDS)) {
                source.cancel();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The engine's errors repeat names and words of a query. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "select * from read_csv('gone.csv?token=k3yOfTheHouse99')",
                "select * from read_csv('//me:k3yOfTheHouse99@gone.csv')",
                "select 1 as id password 'k3yOfTheHouse99'",
                "select 1 as id where password = k3yOfTheHouse99",
                "select \"secret=k3yOfTheHouse99\" from (select 1 as id)",
            })
    void noSecretOfAQueryIsInTheMessage(String sql) throws Exception {
        assertThatThrownBy(() -> Reading.rows(Reading.query(sql, folder)))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        e -> assertThat(e.problems().getFirst().message())
                                .startsWith("the query cannot be run: ")
                                .doesNotContainIgnoringCase("k3yOfTheH"));
    }

    private void assertRefused(String sql, String message) {
        assertThatThrownBy(() -> Reading.rows(Reading.query(sql, folder)))
                .isInstanceOfSatisfying(ProblemException.class, e -> {
                    Problem problem = e.problems().getFirst();
                    assertThat(problem.code()).isEqualTo(Code.QUERY_FAILED);
                    assertThat(problem.location()).isEqualTo(Reading.PLACE);
                    assertThat(problem.message()).contains(message);
                });
    }
}
