package dev.upserter.sql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.upserter.config.SyncConfig;
import dev.upserter.config.read.ConfigReader;
import dev.upserter.problem.Problem;
import dev.upserter.problem.ProblemException;
import dev.upserter.report.Finding;
import dev.upserter.run.option.RunOptions;
import dev.upserter.sandbox.Sandbox;
import dev.upserter.source.DataFile;
import dev.upserter.sync.OneSync;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The messages of a run with a real database that fails, in one file that is reviewed; {@code -DrewriteGolden=true}
 * rewrites it.
 */
@Timeout(120)
class DatabaseMessagesTest {
    private static final Path GOLDEN = Path.of("src", "test", "resources", "golden", "databases.txt");
    private static final String OWN = "postgres://" + Postgres.USER + ":correct%20horse@127.0.0.1:PORT/";

    @TempDir
    Path folder;

    private final StringBuilder text = new StringBuilder();
    private Postgres server;
    private Sandbox sandbox;

    @BeforeEach
    void start() throws Exception {
        server = WithPostgres.server();
        sandbox = Sandbox.start();
        server.execute("drop database if exists in_windows");
        server.execute("create database in_windows encoding 'WIN1252' locale 'C' template template0");
        server.execute(
                "do $$ begin create role narrow login password 'narrow'; exception when duplicate_object then null;"
                        + " end $$; alter role narrow set statement_timeout = '200ms'; create sequence if not exists"
                        + " counter; grant usage on sequence counter to public");
        try (Connection connection = DriverManager.getConnection(
                        server.url().replace("/postgres", "/in_windows"), Postgres.USER, Postgres.PASSWORD);
                Statement statement = connection.createStatement()) {
            statement.execute("create table t (id int, name text)");
            statement.execute("insert into t values (1, 'Ana'), (2, E'Zo\\x81'), (3, E'Zo\\xeb')");
        }
    }

    @AfterEach
    void stop() {
        sandbox.close();
    }

    /** Runs a query, and adds what the report says. */
    private void add(String url, String query, String more) throws Exception {
        String keys = "url: \"" + url + "\"\n  query: \"" + query + "\"\n" + more.indent(2);
        text.append("source:\n  ").append(keys.strip()).append('\n');
        try {
            SyncConfig config = ConfigReader.local(Map.of())
                    .read(
                            ("userId: id\nendpoint: " + sandbox.endpoint() + "\nsiteId: " + sandbox.siteId()
                                            + "\napiKey: "
                                            + sandbox.apiKey() + "\nsource:\n  "
                                            + keys.replace(":PORT", ":" + server.port()))
                                    .getBytes(StandardCharsets.UTF_8),
                            "users.yaml");
            var data = new DataFile.Query(Objects.requireNonNull(config.source().query()), folder, "<query>");
            var report = OneSync.of(config).run(data, RunOptions.in(folder.resolve("state")));
            report.problems().forEach(finding -> text.append(shown(finding)));
            text.append("[").append(report.exitCode()).append("]\n\n");
        } catch (ProblemException e) {
            text.append(e.problems().stream().map(DatabaseMessagesTest::shown).collect(Collectors.joining()))
                    .append("[2]\n\n");
        }
    }

    private static String shown(Finding finding) {
        var example = finding.examples().getFirst();
        return finding.code() + " " + example.location() + ": " + example.message() + "\n  -> " + finding.help() + "\n";
    }

    private static String shown(Problem problem) {
        return problem.code() + " " + problem.location() + ": " + problem.message() + "\n  -> " + problem.hint() + "\n";
    }

    private static int freePort() throws Exception {
        try (var free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return free.getLocalPort();
        }
    }

    @Test
    void whatIsSaidOfADatabaseIsReadInReview() throws Exception {
        String one = "select 1 as id";
        add("postgres://me:secret@db/shop?service=secret", one, "");
        add("postgres://me:sec/ret@db/shop", one, "");
        add("mysql://me:secret@db/shop", one, "");
        add("jdbc:nosuch://me:secret@db/shop", one, "");
        add("postgres://me:secret@nosuch.invalid/shop", one, "");
        add("postgres://reader:secret@127.0.0.1:PORT/postgres", one, "");
        add(OWN + "nosuch", one, "");
        add(OWN + "postgres?sslmode=require", one, "");
        add(OWN + "postgres", "selec 1 as id", "");
        add(OWN + "postgres", "select id from nosuch", "");
        add(OWN + "postgres", "select nextval('counter') as id", "");
        add(OWN + "postgres", "select distinct id from generate_series(1, 3) id for update", "");
        add(OWN + "postgres", "select convert_from('\\\\xeb'::bytea, 'UTF8') as id", "");
        add(OWN + "postgres", "select 1 / (id - 2) as id from generate_series(1, 3) id", "");
        add(OWN + "postgres", "select 'ana@example.com'::int as id", "");
        add(OWN + "postgres", "select 1 as id, 2 as id", "");
        add(OWN + "postgres", "select 1 as user_id", "");
        add(
                OWN + "postgres",
                "select id, repeat('x', 1000) as note from generate_series(1, 3000) id",
                "maxAnswer: 1MB");
        add("postgres://narrow:narrow@127.0.0.1:PORT/postgres", "select pg_sleep(60) as id", "");
        add("postgres://narrow:narrow@127.0.0.1:PORT/postgres", "select oid as id from pg_authid", "");
        add(OWN + "in_windows", "select id, name from t order by id", "");

        String said = text.toString().replace(":" + server.port(), ":PORT");
        if (Boolean.getBoolean("rewriteGolden")) {
            Files.writeString(GOLDEN, said);
        }
        assertThat(said).isEqualTo(Files.readString(GOLDEN));
        assertThat(said.replaceAll("(?m)^  (url|query): .*", "")).doesNotContain("secret", "horse", "ana@");
    }

    @Test
    void aDatabaseThatAcceptsNoConnectionIsReported() throws Exception {
        int port = freePort();
        add(OWN.replace("PORT", String.valueOf(port)) + "postgres", "select 1 as id", "");

        assertThat(text.toString()).contains("CONNECTION_FAILED", "refused", "-> ");
    }
}
