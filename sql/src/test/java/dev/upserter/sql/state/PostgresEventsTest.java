package dev.upserter.sql.state;

import static org.assertj.core.api.Assertions.assertThat;

import dev.upserter.problem.Code;
import dev.upserter.report.Finding;
import dev.upserter.report.RunReport;
import dev.upserter.sandbox.Sandbox;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
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

    private RunReport run(String machine, String more, long... daysAgo) throws Exception {
        String rows = LongStream.of(daysAgo)
                .mapToObj(days -> "{\"id\": 7, \"at\": \"" + now.minus(Duration.ofDays(days)) + "\"}")
                .collect(Collectors.joining(",", "[", "]"));
        String keys =
                "\"type\": \"event\", \"userId\": \"id\", \"event\": \"Order Placed\", \"time\": \"at\", \"incremental\":"
                        + " true, \"triggers\": \"allow\"" + more;
        return trial.run(machine, keys, rows);
    }

    @Test
    void anotherMachineKnowsWhichEventsWereSentAndForgotten() throws Exception {
        String forgetting = ", \"forgetAfter\": \"90d\"";
        assertThat(run("a", forgetting, 200, 80, 10).records().delivered()).isEqualTo(3);
        assertThat(trial.entries()).isEqualTo("2");

        RunReport other = run("b", "", 200, 150, 80, 10, 5);
        assertThat(other.records().delivered()).isEqualTo(1);
        assertThat(other.problems().stream().map(Finding::code)).contains(Code.EVENTS_FORGOTTEN);
        assertThat(trial.entries()).isEqualTo("3");
    }

    @Test
    void tablesOfAnEarlierVersionAreExtendedWhereThatIsNeeded() throws Exception {
        run("a", "", 200, 10);
        trial.server().execute("alter table customer_upserter_syncs drop column forgotten");
        trial.server().execute("alter table customer_upserter_people drop column more");

        assertThat(run("a", "", 200, 10).records().unchanged()).isEqualTo(2);
        assertThat(run("b", ", \"forgetAfter\": \"90d\"", 200, 10).records().unchanged())
                .isEqualTo(2);
        assertThat(trial.entries()).isEqualTo("1");
        assertThat(run("a", "", 200, 100, 10).records().unchanged()).isEqualTo(3);
    }
}
