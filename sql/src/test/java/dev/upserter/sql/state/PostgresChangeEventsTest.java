package dev.upserter.sql.state;

import static org.assertj.core.api.Assertions.assertThat;

import dev.upserter.Upserter;
import dev.upserter.config.SyncConfig;
import dev.upserter.config.read.ConfigReader;
import dev.upserter.delivery.http.Credentials;
import dev.upserter.delivery.http.DestinationConfig;
import dev.upserter.report.ChangeEvents;
import dev.upserter.report.Report;
import dev.upserter.run.option.RunOptions;
import dev.upserter.sandbox.Sandbox;
import dev.upserter.sandbox.fault.Answer;
import dev.upserter.source.DataFile;
import dev.upserter.sql.Postgres;
import dev.upserter.sql.WithPostgres;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Events that tell of changes, where a database keeps the state. */
class PostgresChangeEventsTest {
    private static final String MONDAY = "[{\"id\":1,\"n\":1},{\"id\":2,\"n\":2},{\"id\":3,\"n\":3}]";
    private static final String TUESDAY = "[{\"id\":1,\"n\":7},{\"id\":2,\"n\":2},{\"id\":4,\"n\":4}]";

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

    private SyncConfig config(String events) {
        String text = "{\"userId\": \"id\", \"mode\": \"mirror\", \"keepValues\": true" + events
                + ", \"state\": {\"url\": \"" + server.url() + "\", \"user\": \"" + Postgres.USER
                + "\", \"password\": \"" + Postgres.PASSWORD + "\"}}";
        return ConfigReader.local(Map.of())
                .read(text.getBytes(StandardCharsets.UTF_8), "people.json")
                .withDestination(new DestinationConfig(
                        new Credentials(sandbox.siteId(), sandbox.apiKey()), null, sandbox.endpoint()));
    }

    private Report run(String rows) throws Exception {
        return run(
                rows, ", \"changeEvents\": {\"added\": \"Joined\", \"changed\": \"Altered\", \"removed\": \"Left\"}");
    }

    private Report run(String rows, String events) throws Exception {
        Path data = Files.writeString(Files.createTempFile(folder, "data", ".json"), rows);
        return Upserter.of(config(events))
                .run(new DataFile.OnDisk(data, "data.json"), RunOptions.in(folder.resolve("a")));
    }

    private SortedMap<String, String> events() {
        return Objects.requireNonNull(sandbox.contents().get("events"));
    }

    @Test
    void eachChangeHasOneEvent() throws Exception {
        run(MONDAY, "");
        assertThat(run(TUESDAY).changeEvents()).isEqualTo(new ChangeEvents(3, 3, 0, 0));
        assertThat(events().values()).anyMatch(event -> event.contains("\"before\":{\"n\":3}"));
        assertThat(run(TUESDAY).changeEvents()).isEqualTo(new ChangeEvents(0, 0, 0, 0));
        assertThat(people()).isEqualTo("3");
        run(MONDAY);
        run(TUESDAY);
        assertThat(events()).hasSize(9);
    }

    @Test
    void whatWaitsIsSentByTheNextRun() throws Exception {
        run(MONDAY);
        sandbox.answerNext(Answer.normal(), Answer.status(401));
        assertThat(run(TUESDAY).changeEvents()).isEqualTo(new ChangeEvents(3, 0, 0, 3));
        assertThat(people()).as("and who is gone").isEqualTo("4");

        assertThat(run(MONDAY).changeEvents()).isEqualTo(new ChangeEvents(6, 6, 0, 0));
        assertThat(events()).hasSize(6);
        assertThat(run(MONDAY).changeEvents()).isEqualTo(new ChangeEvents(0, 0, 0, 0));
        assertThat(people()).isEqualTo("3");
    }

    private String people() throws Exception {
        try (var connection = server.connect();
                var answer =
                        connection.createStatement().executeQuery("select count(*) from customer_upserter_people")) {
            answer.next();
            return answer.getString(1);
        }
    }
}
