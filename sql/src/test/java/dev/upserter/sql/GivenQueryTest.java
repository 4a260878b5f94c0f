package dev.upserter.sql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.upserter.Job;
import dev.upserter.Report;
import dev.upserter.Rows;
import dev.upserter.Upserter;
import dev.upserter.record.RecordWriter;
import dev.upserter.sandbox.Sandbox;
import dev.upserter.source.DataFile;
import dev.upserter.source.feed.QueryFeed;
import dev.upserter.source.feed.ResultFeed;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Rows of a query on a connection of the program's. */
class GivenQueryTest {
    private final Sandbox sandbox = Sandbox.start();
    private final List<Connection> opened = new ArrayList<>();
    private Postgres server;

    @BeforeEach
    void start() throws Exception {
        server = WithPostgres.server();
    }

    @AfterEach
    void close() {
        sandbox.close();
    }

    private DataSource database() {
        return GivenSource.of(() -> {
            opened.add(server.connect());
            return opened.getLast();
        });
    }

    private Report run(Rows<?> rows) {
        try (var upserter = Upserter.builder()
                .configuration(Map.of(
                        "userId",
                        "id",
                        "endpoint",
                        sandbox.endpoint().toString(),
                        "siteId",
                        sandbox.siteId(),
                        "apiKey",
                        sandbox.apiKey()))
                .environment(Map.of())
                .build()) {
            return upserter.run(rows);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "true",
                "false",
                "'1'::bit",
                "'101'::bit(3)",
                "'101'::varbit",
                "1::smallint",
                "9223372036854775807::bigint",
                "1.10::numeric(10, 2)",
                "5.0::numeric(3, 1)",
                "-5.0::real",
                "123456789012345678901234567890.123456789",
                "1e20::numeric",
                "'NaN'::numeric",
                "'Infinity'::numeric",
                "0.1::real",
                "0.1::float8 + 0.2::float8",
                "1e300::float8",
                "5::float8",
                "'NaN'::float8",
                "'-Infinity'::float8",
                "date '2026-01-31'",
                "date 'infinity'",
                "date '0044-03-15 BC'",
                "time '10:00'",
                "timetz '10:00+02'",
                "timestamp '2026-01-31 10:00:00'",
                "timestamp '2026-03-29 02:30:00'",
                "timestamp '2026-01-31 10:00:00.123456'",
                "timestamp 'infinity'",
                "timestamp '0044-03-15 BC'",
                "timestamptz '2026-01-31 10:00:00.5+02'",
                "timestamptz '-infinity'",
                "interval '1 day 2 hours'",
                "'6f1c9a34-0000-4000-8000-000000000001'::uuid",
                "'\\x00ff'::bytea",
                "1234.5::numeric::money",
                "'ab'::char(5)",
                "'ab  '::varchar(5)",
                "''::text",
                "'say \"hä\", \\ or 中文'::text",
                "'Ana'::name",
                "null",
                "null::bool",
                "null::int",
                "null::jsonb",
                "null::int[]",
                "null::timestamptz",
                "array[1, null, 3]",
                "array[1.10, 2]::numeric[]",
                "array[0.1]::float8[]",
                "array[5.0, 5.00]::numeric[]",
                "array[5.0]::real[]",
                "array['a', null, 'b']",
                "array[]::text[]",
                "array[[1, 2], [3, 4]]",
                "'[0:1]={a,b}'::text[]",
                "array['say \"hä\", \\ {or} NULL', 'NULL', '', 'a,b']",
                "array['NaN', 1.50]::numeric[]",
                "array['infinity']::timestamptz[]",
                "array[box '((1,2),(3,4))']",
                "array[true, false]",
                "array[date '2026-01-31']",
                "array[timestamp '2026-01-31 10:00:00']",
                "array[timestamptz '2026-01-31 10:00:00+02']",
                "array['6f1c9a34-0000-4000-8000-000000000001'::uuid]",
                "array['{\"a\": 1}'::jsonb]",
                "array['\\x00ff'::bytea]",
                "'{\"z\": 1.10}'::json",
                "'[1, {\"z\": null}]'::jsonb",
                "E'{\"a\":\\n 1}'::json",
                "'\"x\"'::jsonb",
                "'null'::jsonb",
                "'7'::json",
                "'<a/>'::xml",
                "int4range(1, 5)",
                "point(1, 2)",
                "'10.0.0.1'::inet",
                "7::oid"
            })
    void valuesAreThoseOfTheSameQueryInAConfiguration(String value) throws Exception {
        String sql = "select " + value + " as v";
        List<String> inAConfiguration = Reading.rows(Reading.query(sql, Reading.database(server.url())));

        assertThat(Reading.rows(new DataFile.Handed(new QueryFeed(database(), sql), "rows")))
                .isEqualTo(inAConfiguration);
    }

    @Test
    void aCompositeIsThePostgresTextOfIt() throws Exception {
        assertThat(values("select row(1, 'x'::text) as v")).containsExactly("{\"v\":\"(1,x)\"}");
    }

    private List<String> values(String sql) throws Exception {
        return Reading.rows(new DataFile.Handed(new QueryFeed(database(), sql), "rows"));
    }

    /** After five executions, the driver takes numbers and times in their binary form. */
    @Test
    void aPreparedStatementGivesTheSame() throws Exception {
        String sql = "select 5::float8 as f, 0.1::real as r, 1.10 as n, 7 as i, true as b, array[1, null] as a,"
                + " timestamp '2026-01-31 10:00:00.5' as t, timestamptz '2026-01-31 10:00:00+02' as z,"
                + " date '2026-01-31' as d, '\\x00ff'::bytea as y, 'ä'::text as s, '{\"a\": 1}'::jsonb as j,"
                + " '6f1c9a34-0000-4000-8000-000000000001'::uuid as u";
        List<String> first = values(sql);
        try (Connection connection = server.connect();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < 8; i++) {
                assertThat(Reading.rows(new DataFile.Handed(new ResultFeed(statement.executeQuery()), "rows")))
                        .isEqualTo(first);
            }
        }
    }

    @Test
    void aResultThatIsSentStaysOpen() throws Exception {
        try (Connection connection = server.connect();
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery("select n as id from generate_series(1, 9) n")) {
            result.next();

            assertThat(run(Rows.of(result)).orThrow().delivered()).isEqualTo(8);
            assertThat(result.isClosed()).isFalse();
        }
        assertThat(sandbox.peopleCount()).isEqualTo(8);
    }

    @Test
    void aFewRowsAreFetchedAtATimeOnAReadOnlyTransaction() throws Exception {
        try (var rows = new QueryFeed(database(), "select n as id from generate_series(1, 3000) n")) {
            assertThat(rows.next(new RecordWriter("rows").begin(1))).isTrue();

            assertThat(opened.getFirst().getAutoCommit()).isFalse();
            assertThat(opened.getFirst().isReadOnly()).isTrue();
            try (Statement other = opened.getFirst().createStatement();
                    ResultSet cursors = other.executeQuery(
                            "select count(*) from pg_catalog.pg_cursors where statement like 'select n as id%'")) {
                cursors.next();
                assertThat(cursors.getInt(1)).as("a portal with more rows").isEqualTo(1);
            }
        }
        assertThat(opened.getFirst().isClosed()).isTrue();
    }

    @Test
    void aTableIsSentAndTheConnectionComesBackAsItWas() {
        Report report = run(Rows.query(database(), "select n as id from generate_series(1, 3000) n"));

        assertThat(report.orThrow().delivered()).isEqualTo(3000);
        assertThat(opened)
                .singleElement()
                .satisfies(connection -> assertThat(connection.isClosed()).isTrue());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            select nosuch as id                                          | 42703 | 0
            select n + 0 / (1500 - n) as id from generate_series(1, 3000) n  | 22012 | 1000
            with g as (delete from pg_type returning oid) select * from g | 25006 | 0
            """)
    void aQueryThatFailsIsInTheReport(String sql, String state, long atLeast) {
        Report report = run(Rows.query(database(), sql));

        assertThat(report.problems()).singleElement().satisfies(problem -> {
            assertThat(problem.code()).isEqualTo("INPUT_UNREADABLE");
            assertThat(problem.message()).contains("PSQLException [SQLSTATE " + state + "]");
        });
        assertThat(report.cause())
                .hasValueSatisfying(cause -> assertThat(cause)
                        .isInstanceOfSatisfying(
                                SQLException.class,
                                thrown -> assertThat(thrown.getSQLState()).isEqualTo(state)));
        assertThat(report.read()).isGreaterThanOrEqualTo(atLeast);
        assertThat(opened)
                .allSatisfy(connection -> assertThat(connection.isClosed()).isTrue());
    }

    @Test
    void twoColumnsOfOneNameAreRefused() {
        Report report = run(Rows.query(database(), "select 1 as id, 2 as id"));

        assertThat(report.problems()).singleElement().satisfies(problem -> {
            assertThat(problem.code()).isEqualTo("INPUT_UNREADABLE");
            assertThat(problem.message()).contains("the field id was given twice");
        });
        assertThat(report.read()).isZero();
    }

    @Test
    void aDatabaseWithoutAnAnswerIsInTheReport() {
        var down = new SQLException("down", "08001");

        Report report = run(Rows.query(
                GivenSource.of(() -> {
                    throw down;
                }),
                "select 1 as id"));

        assertThat(report.cause()).containsSame(down);
    }

    @Test
    void aStopEndsTheQuery() throws Exception {
        try (var upserter = Upserter.builder()
                .configuration(
                        Map.of("userId", "id", "endpoint", sandbox.endpoint().toString(), "siteId", "s", "apiKey", "k"))
                .environment(Map.of())
                .build()) {
            Job job = upserter.start(Rows.query(database(), "select pg_sleep(600) as id"));
            try (Connection watching = server.connect();
                    Statement statement = watching.createStatement()) {
                PostgresTest.await(() -> isAsked(statement));
            }
            job.stop();

            assertThat(job.join().status()).isEqualTo(Report.Status.STOPPED);
        }
        assertThat(opened)
                .allSatisfy(connection -> assertThat(connection.isClosed()).isTrue());
    }

    private static boolean isAsked(Statement statement) {
        try (ResultSet asked = statement.executeQuery(
                "select 1 from pg_stat_activity where state = 'active'" + " and query like 'select pg_sleep(600)%'")) {
            return asked.next();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void aQueryOfAnotherDatabase() {
        String sql = "select range as id, 1.10::decimal(4, 2) as d, true as b, date '2026-01-31' as day,"
                + " timestamptz '2026-01-31 10:00:00+02' as seen, ['a', null] as tags, '{\"a\": 1}'::json as j,"
                + " uuid '6f1c9a34-0000-4000-8000-000000000001' as u, null as nothing from range(2000)";

        assertThat(run(Rows.query(GivenSource.of(() -> DriverManager.getConnection("jdbc:duckdb:")), sql))
                        .orThrow()
                        .delivered())
                .isEqualTo(2000);
        assertThat(sandbox.person("1999").orElseThrow().attributes().toString())
                .isEqualTo("{d=1.10, b=true, day=\"2026-01-31\", seen=\"2026-01-31T08:00:00+00:00\", tags=[\"a\",null],"
                        + " j={\"a\":1}, u=\"6f1c9a34-0000-4000-8000-000000000001\"}");
    }
}
