package dev.upserter.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.upserter.problem.Problem;
import dev.upserter.problem.ProblemException;
import dev.upserter.source.DatabaseConfig;
import dev.upserter.source.Source;
import dev.upserter.source.open.Sources;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The settings of a role or a database do not affect which rows come, nor their values. */
class RoleSettingsTest {
    private Postgres server;

    @BeforeEach
    void makeRole() throws Exception {
        server = WithPostgres.server();
        server.execute("create role strict login password 'strict'");
    }

    @AfterEach
    void dropRole() throws Exception {
        server.execute("drop role if exists strict");
    }

    private static DatabaseConfig strict(String url) {
        return new DatabaseConfig(url, "strict", "strict", 100);
    }

    @Test
    void aStandbyIsReadThoughTheRoleAsksForSerializableTransactions() throws Exception {
        server.execute("alter role strict set default_transaction_isolation = 'serializable'");
        server.execute("alter role strict set default_transaction_deferrable = on");
        try (Postgres standby = server.standby()) {
            assertThat(Reading.rows(Reading.query(
                            "select 7 as id, current_setting('transaction_isolation') as level",
                            strict(standby.url()))))
                    .containsExactly("{\"id\":7,\"level\":\"repeatable read\"}");
        }
    }

    @Test
    void aRoleThatMayOpenNoConnectionGetsTheLimitsInTheHint() throws Exception {
        server.execute("alter role strict connection limit 0");

        Problem problem = refusal("select 1 as id");

        assertThat(problem.message()).contains("too many connections for role", "SQLSTATE 53300");
        assertThat(problem.hint()).contains("alter role … connection limit", "max_connections");
    }

    private Problem refusal(String sql) {
        try (Source source = Sources.open(Reading.query(sql, strict(server.url())))) {
            return catchThrowableOfType(ProblemException.class, source::hasNext)
                    .problems()
                    .getFirst();
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
