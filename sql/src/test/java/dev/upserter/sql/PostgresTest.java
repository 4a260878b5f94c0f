package dev.upserter.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.upserter.problem.Code;
import dev.upserter.problem.Problem;
import dev.upserter.problem.ProblemException;
import dev.upserter.source.DataFile;
import dev.upserter.source.DatabaseConfig;
import dev.upserter.source.Source;
import dev.upserter.source.Sources;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Rows of a real PostgreSQL server. */
class PostgresTest {
    private Postgres server;

    @BeforeEach
    void start() throws Exception {
        server = WithPostgres.server();
    }

    private DataFile query(String sql) {
        return Reading.query(sql, Reading.database(server.url()));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            true | true
            9223372036854775807::bigint | 9223372036854775807
            1.10::numeric(10, 2) | 1.10
            123456789012345678901234567890.123456789 | 123456789012345678901234567890.123456789
            0.1::real | 0.1
            1e300::float8 | 1e+300
            'NaN'::numeric | "NaN"
            date '2026-01-31' | "2026-01-31"
            timestamp '2026-01-31 10:00:00' | "2026-01-31T10:00:00"
            timestamp '2026-01-31 10:00:00.123456' | "2026-01-31T10:00:00.123456"
            timestamptz '2026-01-31 10:00:00.5+02' | "2026-01-31T08:00:00.5+00:00"
            'say "hä", \\ or 中文'::text | "say \\"hä\\", \\\\ or 中文"
            ''::text | ""
            null | null
            array[1, null, 3] | [1,null,3]
            '{"z": 1.10}'::json | {"z": 1.10}
            '{"z": 1.10}'::jsonb | {"z": 1.10}
            '{"a":1}'::jsonb ? 'a' | true
            row(1, 'x'::text) | {"f1":1,"f2":"x"}
            """)
    void valuesAreExact(String value, String json) throws Exception {
        assertThat(Reading.rows(query("select " + value + " as v"))).containsExactly("{\"v\":" + json + "}");
    }

    @Test
    void jsonThatExtendsOverLinesIsOneRow() throws Exception {
        assertThat(Reading.rows(query("select E'{\"a\":\\n 1}'::json as v union all select '2'")))
                .containsExactly("{\"v\":{\"a\":  1}}", "{\"v\":2}");
    }

    @Test
    void rowsAreStreamedInTheirOrder() throws Exception {
        try (Source source =
                Sources.open(query("select n as id, repeat('x', 1000) as note from generate_series(1, 200000) n"
                        + " order by n -- 200 MB in all"))) {
            for (int i = 1; i <= 200_000; i++) {
                var record = source.next();
                assertThat(record.number()).isEqualTo(i);
                if (i == 77) {
                    assertThat(record.location()).hasToString("<query> row 77");
                }
            }
            assertThat(source.hasNext()).isFalse();
        }
    }

    @Test
    void mistakesAreToldWithTheirPlaceInTheQuery() {
        assertThat(refusal(query("select 'ä' as id,\n       nosuch\nfrom pg_class"))
                        .message())
                .isEqualTo("the database cannot run the query: column \"nosuch\" does not exist [SQLSTATE 42703],"
                        + " line 2, column 8 of the query");
        Problem syntax = refusal(query("selec 1"));
        assertThat(syntax.code()).isEqualTo(Code.QUERY_FAILED);
        assertThat(syntax.location()).isEqualTo(Reading.PLACE);
        assertThat(syntax.message()).contains("syntax error", "line 1, column 7 of the query");
    }

    @Test
    void aQueryCannotChangeTheDatabase() throws Exception {
        server.execute("create table if not exists kept (id serial)");

        Problem problem = refusal(query("with gone as (delete from kept returning id) select * from gone"));
        assertThat(problem.code()).isEqualTo(Code.QUERY_FAILED);
        problem = refusal(query("select pg_catalog.nextval(pg_catalog.pg_get_serial_sequence('kept', 'id'))"));
        assertThat(problem.code()).isEqualTo(Code.QUERY_FAILED);
        refusal(query("select 1) x; drop table kept; select * from (select 1"));
        server.execute("select * from kept");
    }

    @Test
    void twoColumnsOfOneNameAreRefused() {
        assertThat(refusal(query("select 1 as id, 2 as id")).code()).isEqualTo(Code.COLUMN_DUPLICATE);
    }

    @Test
    void noValueOfARowIsEverInAMessage() {
        Problem problem = refusal(query("select mail::int as id from (values ('ana@example.com')) v(mail)"));

        assertThat(problem.message()).contains("SQLSTATE 22P02").doesNotContain("ana");
    }

    @Test
    void aBreakInTheMiddleTellsHowFarItCame() {
        Problem problem = refusal(query("select 1 / (250 - n) as id from generate_series(1, 1000) n"));

        assertThat(problem.message()).contains("SQLSTATE 22012", "(after 200 rows)");
    }

    @Test
    void aWrongPasswordIsToldWithoutIt() {
        DatabaseConfig database = Reading.database(server.url(), "swordfish");

        Problem problem = refusal(Reading.query("select 1", database));

        assertThat(problem.code()).isEqualTo(Code.CONNECTION_FAILED);
        assertThat(problem.message())
                .contains("password authentication failed for user \"reader\" [SQLSTATE 28P01]")
                .doesNotContain("swordfish");
        assertThat(database.toString()).doesNotContain("swordfish").doesNotContain("127.0.0.1");
    }

    @Test
    void credentialsInTheUrlAreNotToldEither() {
        String url = server.url() + "?user=reader&password=swordfish";

        Problem problem = refusal(Reading.query("select 1", new DatabaseConfig(url, null, null, 10)));

        assertThat(problem.code()).isEqualTo(Code.CONNECTION_FAILED);
        assertThat(problem.message()).doesNotContain("swordfish");
    }

    @Test
    void aServerThatIsNotThereIsTold() throws Exception {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            int port = socket.getLocalPort();
            socket.close();
            Problem problem =
                    refusal(Reading.query("select 1", Reading.database("jdbc:postgresql://127.0.0.1:" + port + "/x")));

            assertThat(problem.code()).isEqualTo(Code.CONNECTION_FAILED);
            assertThat(problem.message()).startsWith("the database cannot be reached: ");
        }
    }

    @Test
    void aDatabaseWithoutADriverIsToldWithWhatToDo() {
        Problem problem = refusal(Reading.query("select 1", Reading.database("jdbc:nosuch://127.0.0.1/x")));

        assertThat(problem.code()).isEqualTo(Code.CONNECTION_FAILED);
        assertThat(problem.message()).isEqualTo("there is no driver for jdbc:nosuch: URLs");
        assertThat(problem.hint()).contains("drivers");
    }

    @Test
    void aQueryThatIsBrokenOffEnds() throws Exception {
        try (Source source = Sources.open(query("select pg_sleep(300)"))) {
            var ended = new CountDownLatch(1);
            Thread.ofVirtual().start(() -> cancelUntil(ended, source));
            assertThatThrownBy(source::hasNext).isInstanceOf(ProblemException.class);
            ended.countDown();
        }
    }

    private static void cancelUntil(CountDownLatch ended, Source source) {
        try {
            while (!ended.await(50, TimeUnit.MILLISECONDS)) {
                source.cancel();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void aConnectionThatIsLostIsTold() throws Exception {
        try (Source source = Sources.open(query("select n as id from generate_series(1, 100000) n"))) {
            source.next();
            server.execute("select pg_terminate_backend(pid) from pg_stat_activity"
                    + " where application_name = 'customer-upserter'");
            Problem problem = catchThrowableOfType(ProblemException.class, () -> readOn(source))
                    .problems()
                    .getFirst();
            assertThat(problem.code()).isEqualTo(Code.CONNECTION_FAILED);
            assertThat(problem.message()).startsWith("the connection to the database was lost: ");
        }
    }

    private static void readOn(Source source) {
        while (source.hasNext()) {
            source.next();
        }
    }

    private static Problem refusal(DataFile data) {
        ProblemException e = catchThrowableOfType(ProblemException.class, () -> Reading.rows(data));
        return e.problems().getFirst();
    }
}
