package dev.upserter.sql.state;

import static org.assertj.core.api.Assertions.assertThat;

import dev.upserter.Upserter;
import dev.upserter.config.SyncConfig;
import dev.upserter.config.read.ConfigReader;
import dev.upserter.delivery.http.Credentials;
import dev.upserter.delivery.http.DestinationConfig;
import dev.upserter.problem.Code;
import dev.upserter.report.Finding;
import dev.upserter.report.Report;
import dev.upserter.run.option.RunOptions;
import dev.upserter.sandbox.Sandbox;
import dev.upserter.source.DataFile;
import dev.upserter.sql.Postgres;
import dev.upserter.sql.WithPostgres;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What states say since their second format, in a database. */
class PostgresEventsTest {
    private final Instant now = Instant.now();

    @TempDir
    Path folder;

    private Postgres server;
    private final Sandbox sandbox = Sandbox.start();

    @BeforeEach
    void start() throws Exception {
        server = WithPostgres.server();
        server.execute("drop table if exists customer_upserter_syncs, customer_upserter_people");
    }

    @AfterEach
    void close() {
        sandbox.close();
    }

    private SyncConfig config(String more) {
        String text =
                "{\"type\": \"event\", \"userId\": \"id\", \"event\": \"Order Placed\", \"time\": \"at\", \"incremental\":"
                        + " true, \"triggers\": \"allow\", \"state\": {\"url\": \"" + server.url() + "\", \"user\": \""
                        + Postgres.USER
                        + "\", \"password\": \"" + Postgres.PASSWORD + "\"}" + more + "}";
        return ConfigReader.local(Map.of())
                .read(text.getBytes(StandardCharsets.UTF_8), "orders.json")
                .withDestination(new DestinationConfig(
                        new Credentials(sandbox.siteId(), sandbox.apiKey()), null, sandbox.endpoint()));
    }

    private Report run(String machine, String more, long... daysAgo) throws Exception {
        String rows = LongStream.of(daysAgo)
                .mapToObj(days -> "{\"id\": 7, \"at\": \"" + now.minus(Duration.ofDays(days)) + "\"}")
                .collect(Collectors.joining(",", "[", "]"));
        Path data = Files.writeString(Files.createTempFile(folder, "data", ".json"), rows);
        return Upserter.of(config(more))
                .run(new DataFile.OnDisk(data, "data.json"), RunOptions.in(folder.resolve(machine)));
    }

    @Test
    void anotherMachineKnowsWhichEventsWereSentAndForgotten() throws Exception {
        String forgetting = ", \"forgetAfter\": \"90d\"";
        assertThat(run("a", forgetting, 200, 80, 10).records().delivered()).isEqualTo(3);
        assertThat(rows()).isEqualTo("2");

        Report other = run("b", "", 200, 150, 80, 10, 5);
        assertThat(other.records().delivered()).isEqualTo(1);
        assertThat(other.problems().stream().map(Finding::code)).contains(Code.EVENTS_FORGOTTEN);
        assertThat(rows()).isEqualTo("3");
    }

    @Test
    void tablesOfAnEarlierVersionAreExtendedWhereThatIsNeeded() throws Exception {
        run("a", "", 200, 10);
        server.execute("alter table customer_upserter_syncs drop column forgotten");
        server.execute("alter table customer_upserter_people drop column more");

        assertThat(run("a", "", 200, 10).records().unchanged()).isEqualTo(2);
        assertThat(run("b", ", \"forgetAfter\": \"90d\"", 200, 10).records().unchanged())
                .isEqualTo(2);
        assertThat(rows()).isEqualTo("1");
        assertThat(run("a", "", 200, 100, 10).records().unchanged()).isEqualTo(3);
    }

    private String rows() throws Exception {
        try (var connection = server.connect();
                var answer =
                        connection.createStatement().executeQuery("select count(*) from customer_upserter_people")) {
            answer.next();
            return answer.getString(1);
        }
    }
}
