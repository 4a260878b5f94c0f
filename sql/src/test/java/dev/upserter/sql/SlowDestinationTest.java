package dev.upserter.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.upserter.config.SyncConfig;
import dev.upserter.delivery.http.Credentials;
import dev.upserter.problem.Code;
import dev.upserter.problem.Problem;
import dev.upserter.problem.ProblemException;
import dev.upserter.report.RunReport;
import dev.upserter.run.option.RunOptions;
import dev.upserter.sandbox.Sandbox;
import dev.upserter.sandbox.fault.Gate;
import dev.upserter.source.DatabaseConfig;
import dev.upserter.source.Source;
import dev.upserter.source.open.Sources;
import dev.upserter.sync.OneSync;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A database that limits how long a query may read, and a Customer.io that accepts rows slowly. */
class SlowDestinationTest {
    private static final int ROWS = 60_000;
    private static final String QUERY = "select id, note from people order by id";

    @TempDir
    Path folder;

    private Sandbox sandbox;
    private Postgres server;

    @BeforeEach
    void start() throws Exception {
        sandbox = Sandbox.start();
        server = WithPostgres.server();
        server.execute("drop table if exists people; create table people as"
                + " select n as id, repeat('x', 100) as note from generate_series(1, " + ROWS + ") n");
        server.execute("vacuum people");
    }

    @AfterEach
    void close() {
        sandbox.close();
    }

    /** Customer.io answers no request until this has run. */
    private RunReport run(DatabaseConfig database, Runnable whileRowsAreSent) throws Exception {
        SyncConfig config = SyncConfig.builder("people", "id")
                .endpoint(sandbox.endpoint())
                .parallelism(1)
                .credentials(new Credentials(sandbox.siteId(), sandbox.apiKey()))
                .build();
        try (Gate answers = sandbox.hold()) {
            var run = CompletableFuture.supplyAsync(() ->
                    OneSync.of(config).run(Reading.query(QUERY, database), RunOptions.in(folder.resolve("state"))));
            sandbox.awaitRequests(1, Duration.ofMinutes(1));
            whileRowsAreSent.run();
            answers.release();
            return run.get(1, TimeUnit.MINUTES);
        }
    }

    @Test
    void aLimitForIdleTransactionsIsNeverMet() throws Exception {
        server.execute("drop role if exists impatient");
        server.execute("create role impatient login password 'impatient';"
                + " alter role impatient set idle_in_transaction_session_timeout = '100ms';"
                + " grant select on people to impatient");
        var open = new AtomicInteger(-1);

        RunReport report = run(
                new DatabaseConfig(server.url(), "impatient", "impatient", 1000),
                () -> open.set(connections("impatient")));

        assertThat(report.problems()).isEmpty();
        assertThat(report.records().delivered()).isEqualTo(ROWS);
        assertThat(sandbox.peopleCount()).isEqualTo(ROWS);
        assertThat(open).as("connections while rows are sent").hasValue(0);
        server.execute("revoke select on people from impatient; drop role impatient");
    }

    @Test
    void aSlowReaderIsShownTheLimit() throws Exception {
        server.execute("drop role if exists impatient");
        server.execute("create role impatient login password 'impatient';"
                + " alter role impatient set idle_in_transaction_session_timeout = '100ms';"
                + " grant select on people to impatient");
        try (Source source =
                Sources.open(Reading.query(QUERY, new DatabaseConfig(server.url(), "impatient", "impatient", 100)))) {
            source.next();
            PostgresTest.await(() -> connections("impatient") == 0);

            Problem problem = cutOff(source);
            assertThat(problem.message()).contains("SQLSTATE 25P03", "idle-in-transaction timeout");
            assertThat(problem.hint()).contains("idle_in_transaction_session_timeout");
        }
        server.execute("revoke select on people from impatient; drop role impatient");
    }

    @Test
    void aHotStandbyHasNothingToCancelWhileRowsAreSent() throws Exception {
        try (Postgres standby = server.standby()) {
            RunReport report = run(Reading.database(standby.url()), () -> vacuum(standby));

            assertThat(report.problems()).isEmpty();
            assertThat(report.records().delivered()).isEqualTo(ROWS);
            assertThat(sandbox.peopleCount()).isEqualTo(ROWS);
        }
    }

    @Test
    void aQueryThatAStandbyCancelsIsReportedAsThat() throws Exception {
        try (Postgres standby = server.standby();
                Source source = Sources.open(Reading.query(QUERY, Reading.database(standby.url())))) {
            source.next();
            vacuum(standby);

            Problem problem = cutOff(source);
            assertThat(problem.message()).contains("due to conflict with recovery", "SQLSTATE 40001", "(after ");
            assertThat(problem.hint()).startsWith("run the same command again").contains("hot_standby_feedback");
        }
    }

    /** Removes all rows, and has the standby replay that no query needs them any longer. */
    private void vacuum(Postgres standby) {
        try {
            server.execute("delete from people where id > 100");
            server.execute("vacuum (freeze) people");
            String now = ask(server, "select pg_current_wal_lsn()::text");
            PostgresTest.await(() -> ask(standby, "select pg_last_wal_replay_lsn() >= '" + now + "'")
                    .equals("t"));
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private int connections(String user) {
        return Integer.parseInt(ask(server, "select count(*) from pg_stat_activity where usename = '" + user + "'"));
    }

    private static String ask(Postgres server, String question) {
        try (Connection connection = server.connect();
                Statement statement = connection.createStatement();
                ResultSet answer = statement.executeQuery(question)) {
            answer.next();
            return answer.getString(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Problem cutOff(Source source) {
        ProblemException e = catchThrowableOfType(ProblemException.class, () -> {
            while (source.hasNext()) {
                source.next();
            }
        });
        assertThat(e.problems()).extracting(Problem::code).isSubsetOf(Code.QUERY_FAILED);
        return e.problems().getFirst();
    }
}
