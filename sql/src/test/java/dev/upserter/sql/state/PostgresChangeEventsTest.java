package dev.upserter.sql.state;

import static org.assertj.core.api.Assertions.assertThat;

import dev.upserter.report.ChangeEvents;
import dev.upserter.report.RunReport;
import dev.upserter.sandbox.Sandbox;
import dev.upserter.sandbox.fault.Answer;
import java.nio.file.Path;
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

    private final Sandbox sandbox = Sandbox.start();
    private PostgresTrial trial;

    @BeforeEach
    void start() throws Exception {
        trial = new PostgresTrial(folder, sandbox);
    }

    @AfterEach
    void close() {
        sandbox.close();
    }

    private RunReport run(String rows) throws Exception {
        return run(
                rows, ", \"changeEvents\": {\"added\": \"Joined\", \"changed\": \"Altered\", \"removed\": \"Left\"}");
    }

    private RunReport run(String rows, String events) throws Exception {
        return trial.run("a", "\"userId\": \"id\", \"mode\": \"mirror\", \"keepValues\": true" + events, rows);
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
        assertThat(trial.entries()).isEqualTo("3");
        run(MONDAY);
        run(TUESDAY);
        assertThat(events()).hasSize(9);
    }

    @Test
    void whatWaitsIsSentByTheNextRun() throws Exception {
        run(MONDAY);
        sandbox.answerNext(Answer.normal(), Answer.status(401));
        assertThat(run(TUESDAY).changeEvents()).isEqualTo(new ChangeEvents(3, 0, 0, 3));
        assertThat(trial.entries()).as("and who is gone").isEqualTo("4");

        assertThat(run(MONDAY).changeEvents()).isEqualTo(new ChangeEvents(6, 6, 0, 0));
        assertThat(events()).hasSize(6);
        assertThat(run(MONDAY).changeEvents()).isEqualTo(new ChangeEvents(0, 0, 0, 0));
        assertThat(trial.entries()).isEqualTo("3");
    }
}
