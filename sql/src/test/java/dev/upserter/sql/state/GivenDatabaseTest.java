package dev.upserter.sql.state;

import static org.assertj.core.api.Assertions.assertThat;

import dev.upserter.Report;
import dev.upserter.Rows;
import dev.upserter.State;
import dev.upserter.Upserter;
import dev.upserter.sandbox.Sandbox;
import dev.upserter.sql.GivenSource;
import dev.upserter.sql.Postgres;
import dev.upserter.sql.WithPostgres;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A state over the connections of a program's pool, in a real PostgreSQL server. */
class GivenDatabaseTest {
    private final Sandbox sandbox = Sandbox.start();
    private final AtomicInteger lent = new AtomicInteger();
    private Postgres server;

    @BeforeEach
    void start() throws Exception {
        server = WithPostgres.server();
        server.execute("drop table if exists customer_upserter_syncs, customer_upserter_people");
    }

    @AfterEach
    void close() {
        sandbox.close();
    }

    private Connection connect() throws SQLException {
        return DriverManager.getConnection(server.url(), Postgres.USER, Postgres.PASSWORD);
    }

    /** A pool of one connection, which stays open when it is given back. */
    private DataSource pool(Connection only) {
        Connection shown = (Connection) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {Connection.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("close")) {
                        lent.decrementAndGet();
                        return null;
                    }
                    return method.invoke(only, arguments);
                });
        return GivenSource.of(() -> {
            lent.incrementAndGet();
            return shown;
        });
    }

    private Upserter upserter(DataSource database) {
        return Upserter.builder()
                .configuration(Map.of(
                        "sync",
                        "people",
                        "userId",
                        "id",
                        "incremental",
                        true,
                        "endpoint",
                        sandbox.endpoint().toString(),
                        "siteId",
                        sandbox.siteId(),
                        "apiKey",
                        sandbox.apiKey()))
                .environment(Map.of())
                .state(State.postgres(database))
                .build();
    }

    private static Rows<Map<String, Integer>> two() {
        return Rows.maps(List.of(Map.of("id", 1, "n", 1), Map.of("id", 2, "n", 2)));
    }

    @Test
    void thePoolGetsItsConnectionBackAsItWas() throws Exception {
        try (Connection only = connect();
                Connection other = connect()) {
            only.setTransactionIsolation(Connection.TRANSACTION_SERIALIZABLE);
            only.setAutoCommit(false);
            try (var upserter = upserter(pool(only))) {
                assertThat(upserter.run(two()).orThrow().delivered()).isEqualTo(2);
                assertThat(upserter.run(two()).orThrow().unchanged()).isEqualTo(2);
            }

            assertThat(lent).hasValue(0);
            assertThat(only.isClosed()).isFalse();
            assertThat(only.getAutoCommit()).isFalse();
            assertThat(only.getTransactionIsolation()).isEqualTo(Connection.TRANSACTION_SERIALIZABLE);
            assertThat(locks(other)).isZero();
        }
        try (var fresh = upserter(GivenSource.of(this::connect))) {
            assertThat(fresh.run(two()).orThrow().unchanged()).isEqualTo(2);
        }
    }

    private static int locks(Connection connection) throws SQLException {
        try (var statement = connection.createStatement();
                ResultSet found = statement.executeQuery("select count(*) from pg_locks where locktype = 'advisory'")) {
            found.next();
            return found.getInt(1);
        }
    }

    @Test
    void aDataSourceThatThrowsEndsInAReport() {
        var broken = new IllegalStateException("secret of the pool");
        DataSource database = GivenSource.of(() -> {
            throw broken;
        });
        try (var upserter = upserter(database)) {
            Report report = upserter.run(two());

            assertThat(report.status()).isEqualTo(Report.Status.REFUSED);
            assertThat(report.cause()).containsSame(broken);
            assertThat(report.toString()).contains("CONNECTION_FAILED").doesNotContain("secret");
        }
        assertThat(sandbox.peopleCount()).isZero();
    }
}
