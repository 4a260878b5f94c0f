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
import dev.upserter.source.open.Sources;
import dev.upserter.sql.database.DatabaseRows;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

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
    void mistakesAreReportedWithTheirPlaceInTheQuery() {
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
    void aBreakInTheMiddleShowsHowFarItCame() {
        Problem problem = refusal(query("select 1 / (250 - n) as id from generate_series(1, 1000) n"));

        assertThat(problem.message()).contains("SQLSTATE 22012", "(after 200 rows)");
    }

    @Test
    void aWrongPasswordIsReportedWithoutShowingIt() {
        DatabaseConfig database = Reading.database(server.url(), "swordfish");

        Problem problem = refusal(Reading.query("select 1", database));

        assertThat(problem.code()).isEqualTo(Code.CONNECTION_FAILED);
        assertThat(problem.message())
                .contains("password authentication failed for user \"reader\" [SQLSTATE 28P01]")
                .doesNotContain("swordfish");
        assertThat(database.toString()).doesNotContain("swordfish").doesNotContain("127.0.0.1");
    }

    @Test
    void credentialsInTheUrlAreNotShownEither() {
        String url = server.url() + "?user=reader&password=swordfish";

        Problem problem = refusal(Reading.query("select 1", new DatabaseConfig(url, null, null, 10)));

        assertThat(problem.code()).isEqualTo(Code.CONNECTION_FAILED);
        assertThat(problem.message()).doesNotContain("swordfish");
    }

    @Test
    void aMissingServerIsReported() throws Exception {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            int port = socket.getLocalPort();
            socket.close();
            DatabaseConfig database = Reading.database("jdbc:postgresql://127.0.0.1:" + port + "/x");
            try (var rows = new DatabaseRows(database, "select 1", Reading.PLACE, Duration.ZERO)) {
                Problem problem = catchThrowableOfType(ProblemException.class, rows::next)
                        .problems()
                        .getFirst();

                assertThat(problem.code()).isEqualTo(Code.CONNECTION_FAILED);
                assertThat(problem.message())
                        .isEqualTo("the database cannot be reached: Connection to 127.0.0.1:" + port
                                + " refused [SQLSTATE 08001]");
            }
        }
    }

    @Test
    void aServerThatIsAboutToStartIsWaitedFor() throws Exception {
        try (Postgres late = Postgres.start(Postgres.tools().orElseThrow());
                var rows = new DatabaseRows(
                        Reading.database(late.url()), "select 7 as id", Reading.PLACE, Duration.ofMinutes(1))) {
            late.stop();
            var row = new CompletableFuture<byte[]>();
            Thread.ofPlatform().daemon().start(() -> row.complete(rows.next()));
            await(() -> rows.waiting().contains("takes no connection yet"));
            assertThat(row).isNotDone();
            late.start();

            assertThat(row.get(1, TimeUnit.MINUTES)).asString().isEqualTo("{\"id\":7}");
            assertThat(rows.waiting()).isEmpty();
        }
    }

    @Test
    void aUserWithTooManyConnectionsIsWaitedFor() throws Exception {
        server.execute("create role busy login password 'busy' connection limit 1");
        var database = new DatabaseConfig(server.url(), "busy", "busy", 100);
        try (var rows = new DatabaseRows(database, "select 7 as id", Reading.PLACE, Duration.ofMinutes(1))) {
            var row = new CompletableFuture<byte[]>();
            try (Connection other = DriverManager.getConnection(server.url(), "busy", "busy")) {
                Thread.ofPlatform().daemon().start(() -> row.complete(rows.next()));
                await(() -> rows.waiting().contains("too many connections"));
                assertThat(other.isClosed()).isFalse();
            }

            assertThat(row.get(1, TimeUnit.MINUTES)).asString().isEqualTo("{\"id\":7}");
        }
    }

    @Test
    void aHostWithoutAnAddressIsNamed() {
        Problem problem = refusal(Reading.query("select 1", Reading.database("jdbc:postgresql://nosuch.invalid/x")));

        assertThat(problem.message())
                .startsWith("the database cannot be reached: The connection attempt failed: ")
                .contains("the host nosuch.invalid has no address");
    }

    /** Checks the condition repeatedly, until it holds. */
    static void await(BooleanSupplier condition) {
        while (!condition.getAsBoolean()) {
            Thread.onSpinWait();
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            0.1::float8 + 0.2::float8 | 0.30000000000000004
            (1.0 / 3)::real | 0.33333334
            interval '1 day 2 hours' | "1 day 02:00:00"
            '\\x00ff'::bytea | "\\\\x00ff"
            1234.5::numeric::money | "$1,234.50"
            date '2026-01-31' | "2026-01-31"
            (date '2026-01-31')::text | "2026-01-31"
            '01/02/2026'::date | "2026-01-02"
            timestamptz '2026-01-31 10:00:00+02' | "2026-01-31T08:00:00+00:00"
            (timestamptz '2026-01-31 10:00:00+02')::text | "2026-01-31 08:00:00+00"
            extract(hour from timestamptz '2026-01-31 10:00:00+02') | 8
            null = null | null
            date 'infinity' | "infinity"
            date '0044-03-15 BC' | "0044-03-15 BC"
            'ab'::char(5) | "ab"
            ''::char(5) | ""
            concat('ab'::char(5)::text, 'c') | "abc"
            'ab  '::varchar(5) | "ab  "
            """)
    void valuesDoNotDependOnSettingsOfTheRole(String value, String json) throws Exception {
        server.execute(
                "do $$ begin create role odd login password 'odd'; exception when duplicate_object then null; end $$;"
                        + " alter role odd set extra_float_digits = -15; alter role odd set intervalstyle = 'iso_8601';"
                        + " alter role odd set bytea_output = 'escape'; alter role odd set datestyle = 'German, DMY';"
                        + " alter role odd set timezone = 'Asia/Kolkata'; alter role odd set transform_null_equals = on");
        var database = new DatabaseConfig(server.url(), "odd", "odd", 100);

        assertThat(Reading.rows(Reading.query("select " + value + " as v", database)))
                .containsExactly("{\"v\":" + json + "}");
        assertThat(Reading.rows(query("select " + value + " as v"))).containsExactly("{\"v\":" + json + "}");
    }

    @Test
    void placesInAQueryWithPaddedColumnsAreRight() {
        assertThat(refusal(query("select 'a'::char(3) as id,\n  1 / (n - n) as x from generate_series(1, 9) n"))
                        .message())
                .contains("SQLSTATE 22012");
        assertThat(refusal(query("select 'a'::char(3) as id,\n  nosuch")).message())
                .endsWith("line 2, column 3 of the query");
    }

    @ParameterizedTest
    @CsvSource({
        "SQL_ASCII, '\\xeb', '\\xc3\\xab', ë",
        "WIN1252, '\\x81', '\\xeb', ë",
        "WIN1252, '\\xc2\\x81', '\\x80', €", // which is valid UTF-8, but not in this encoding
        "EUC_KR, '\\xfe\\xfe', '\\xb0\\xa1', 가",
        "EUC_JP, '\\xa9\\xa1', '\\xa1\\xc1', ～",
        "LATIN3, '\\xa5', '\\xa1', Ħ"
    })
    void aTextThatItsEncodingDoesNotHaveSpoilsItsRowAlone(String encoding, String wrong, String right, String text)
            throws Exception {
        String name = "in_" + encoding.toLowerCase(Locale.ROOT);
        server.execute("drop database if exists " + name);
        server.execute("create database " + name + " encoding '" + encoding + "' locale 'C' template template0");
        String url = server.url().replaceFirst("/postgres$", "/" + name);
        try (Connection connection = DriverManager.getConnection(url, Postgres.USER, Postgres.PASSWORD);
                Statement statement = connection.createStatement()) {
            statement.execute("create table t (id int, name text)");
            statement.execute("insert into t values (1, 'Ana'), (2, E'Zo" + wrong + "'), (3, E'Zo" + right + "')");
        }
        var query = Reading.query("select id, name from t order by id", Reading.database(url));

        try (Source source = Sources.open(query)) {
            assertThat(Reading.text(source.next())).isEqualTo("{\"id\":1,\"name\":\"Ana\"}");
            assertThat(source.next().defect()).hasValueSatisfying(problem -> {
                assertThat(problem.code()).isEqualTo(Code.INPUT_ENCODING);
                assertThat(problem.location()).hasToString("<query> row 2");
                assertThat(problem.hint()).startsWith("find the text in the database");
            });
            assertThat(Reading.text(source.next())).isEqualTo("{\"id\":3,\"name\":\"Zo" + text + "\"}");
            assertThat(source.hasNext()).isFalse();
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            select nextval('counted') as id | 25006 | cannot execute nextval() in a read-only transaction | changes nothing
            select convert_from('\\xeb'::bytea, 'UTF8') as id | 22021 | a text holds bytes that are not valid | convert_from
            select pg_sleep(60) as id | 57014 | canceling statement due to statement timeout | statement_timeout
            select 1 as id from pg_authid | 42501 | permission denied | grant select
            select 1::xml as id | 42846 | cannot cast type integer to xml | correct the query
            select distinct id from generate_series(1, 3) id for update | 0A000 | FOR UPDATE | does not do it
            with gone as (delete from pg_type returning oid) select * from gone | 0A000 | data-modifying | inside of a SELECT
            insert into pg_type values (1) | 42601 | at or near "into" | must be one SELECT
            explain select 1 | 42601 | at or near "select" | must be one SELECT
            select 1 as id; select 2 as id | 42601 | at or near ";" | must be one SELECT
            selec 1 | 42601 | syntax error | correct the query
            """)
    void eachStateIsReportedWithItsHint(String sql, String state, String message, String hint) throws Exception {
        server.execute("create sequence if not exists counted; grant usage on sequence counted to public;"
                + " do $$ begin create role hasty login password 'hasty'; exception when duplicate_object then null; end $$;"
                + " alter role hasty set statement_timeout = '300ms'");

        Problem problem = refusal(Reading.query(sql, new DatabaseConfig(server.url(), "hasty", "hasty", 100)));

        assertThat(problem.code()).isEqualTo(Code.QUERY_FAILED);
        assertThat(problem.message()).contains("SQLSTATE " + state, message);
        assertThat(problem.hint()).contains(hint);
    }

    @Test
    void aDatabaseWithoutADriverIsReportedWithWhatToDo() {
        Problem problem = refusal(Reading.query("select 1", Reading.database("jdbc:nosuch://127.0.0.1/x")));

        assertThat(problem.code()).isEqualTo(Code.CONNECTION_FAILED);
        assertThat(problem.message()).isEqualTo("there is no driver for jdbc:nosuch: URLs");
        assertThat(problem.hint()).contains("drivers");
    }

    @ParameterizedTest
    @ValueSource(strings = {"postgres", "pg", "PostgreSQL", "postgre"})
    void anotherNameOfPostgresGetsItsOwnHint(String name) {
        Problem problem = refusal(Reading.query("select 1", Reading.database("jdbc:" + name + "://127.0.0.1/x")));

        assertThat(problem.message()).isEqualTo("there is no driver for jdbc:" + name + ": URLs");
        assertThat(problem.hint())
                .startsWith("write jdbc:postgresql: in its place")
                .doesNotContain("drivers");
    }

    @ParameterizedTest
    @CsvSource({
        "sslmode=require, sslmode in the url",
        "sslmode=bogus, sslmode in the url",
        "sslmode=verify-full&sslrootcert=/nonexistent.pem, sslmode in the url",
        "socketFactory=org.x.Y, remove the parameter that names a class",
        "sslmode=require&sslfactory=org.x.Y, sslmode in the url"
    })
    void parametersOfTheUrlAreNamedWhereTheyAreAtFault(String parameters, String hint) {
        Problem problem = refusal(Reading.query("select 1", Reading.database(server.url() + "?" + parameters)));

        assertThat(problem.code()).isEqualTo(Code.CONNECTION_FAILED);
        assertThat(problem.hint()).contains(hint);
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
    void aLostConnectionIsReported() throws Exception {
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
