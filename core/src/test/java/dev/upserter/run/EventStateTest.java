package dev.upserter.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.upserter.history.Scope;
import dev.upserter.kind.Triggers;
import dev.upserter.problem.Code;
import dev.upserter.report.Finding;
import dev.upserter.report.RunReport;
import dev.upserter.run.option.EventUse;
import dev.upserter.run.option.RunOptions;
import dev.upserter.run.option.StateUse;
import dev.upserter.sandbox.Sandbox;
import dev.upserter.sandbox.fault.Faults;
import dev.upserter.source.DataFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Events of which a state knows which were acknowledged. */
@Execution(ExecutionMode.CONCURRENT)
class EventStateTest {
    private static final Instant NOW = Instant.parse("2026-08-10T12:00:00Z");
    private static final String ORDERS =
            "{\"type\": \"event\", \"userId\": \"id\", \"event\": \"Order Placed\", \"time\": \"at\", \"eventId\":"
                    + " \"no\", \"incremental\": true";
    private static final String FORGETTING = ORDERS + ", \"forgetAfter\": \"90d\"}";

    @TempDir
    Path folder;

    private Sandbox sandbox;

    @BeforeEach
    void start() throws IOException {
        sandbox = Sandbox.start();
    }

    @AfterEach
    void close() {
        sandbox.close();
    }

    @Test
    void onlyEventsThatWereNotAcknowledgedBeforeAreSent() throws IOException {
        assertThat(run(ORDERS + "}", orders(10, 20)).records().delivered()).isEqualTo(2);

        RunReport again = run(ORDERS + "}", orders(10, 20, 30));

        assertThat(again.records().delivered()).isEqualTo(1);
        assertThat(again.records().unchanged()).isEqualTo(2);
        assertThat(again.people()).isNull();
        assertThat(again.problems().toString()).as("of what is sent").contains("1 event is older than 72 hours");
        assertThat(sandbox.stats().entriesApplied()).isEqualTo(3);
    }

    @Test
    void theIdIsTheKeyWhateverElseTheRowSays() throws IOException {
        run(ORDERS + "}", orders(10));
        RunReport other = run(ORDERS + "}", orders(10).replace("\"total\": 10", "\"total\": 11"));

        assertThat(other.records().unchanged()).isEqualTo(1);
        assertThat(sandbox.stats().entriesApplied()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"type\": \"event\", \"anonymousId\": \"id\", \"event\": \"Seen\", \"time\": \"at\"",
                "{\"type\": \"page\", \"userId\": \"id\", \"page\": \"/pricing\", \"time\": \"at\"",
                "{\"type\": \"screen\", \"anonymousId\": \"id\", \"screen\": \"Start\", \"time\": \"at\"",
                "{\"type\": \"event\", \"userId\": [{\"from\": \"mail\", \"identifyBy\": \"email\"},"
                        + " {\"from\": \"id\", \"identifyBy\": \"id\"}], \"event\": \"Seen\", \"time\": \"at\""
            })
    void whoeverDidItAndWhatever(String config) throws IOException {
        assertThat(run(config + ", \"incremental\": true}", orders(10, 20))
                        .records()
                        .delivered())
                .isEqualTo(2);
        RunReport again = run(config + ", \"incremental\": true}", orders(10, 20, 30));

        assertThat(again.records().delivered()).isEqualTo(1);
        assertThat(events()).hasSize(3);
    }

    @Test
    void whatWasForgottenIsNeverTakenForNew() throws IOException {
        RunReport first = run(FORGETTING, orders(200, 100, 80, 10));
        assertThat(first.records().delivered()).as("nothing was forgotten yet").isEqualTo(4);
        assertThat(state().people()).isEqualTo(2);

        RunReport second = run(FORGETTING, orders(200, 150, 100, 80, 10, 5));

        assertThat(second.records().delivered()).isEqualTo(1);
        assertThat(second.records().unchanged()).isEqualTo(5);
        assertThat(codes(second)).contains(Code.EVENTS_FORGOTTEN);
        RunReport full = run(FORGETTING, orders(200, 150), StateUse.CONFIGURED.withScope(Scope.FULL));
        assertThat(full.records().delivered()).isEqualTo(2);
        assertThat(events()).hasSize(6);

        RunReport without = run(ORDERS + "}", orders(200, 100));
        assertThat(without.records().unchanged())
                .as("whether it forgets more or not")
                .isEqualTo(2);
    }

    /** No run takes for delivered what the state never had. */
    @Test
    void whatDidNotGetThroughIsNotForgotten() throws IOException {
        sandbox.faults(Faults.parse("500=1"));
        String impatient = FORGETTING.replace("}", ", \"maxAttempts\": 1}");
        RunReport lost = run(impatient, orders(200));
        assertThat(lost.records().deadLetters()).isEqualTo(1);
        sandbox.faults(Faults.none());

        RunReport again = run(FORGETTING, orders(200));
        assertThat(again.records().delivered()).isEqualTo(1);
        assertThat(codes(again)).doesNotContain(Code.EVENTS_FORGOTTEN);
        assertThat(codes(run(FORGETTING, orders(200))))
                .as("once it got through")
                .contains(Code.EVENTS_FORGOTTEN);
    }

    @Test
    void whatARetrySendsIsNotForgotten() throws IOException {
        sandbox.faults(Faults.parse("500=1"));
        RunReport lost = run(FORGETTING.replace("}", ", \"maxAttempts\": 1}"), orders(200));
        assertThat(lost.records().deadLetters()).isEqualTo(1);
        sandbox.faults(Faults.none());
        run(FORGETTING, orders(10)); // forgets up to 90 days ago

        RunReport retry = Run.retry(
                Written.config(FORGETTING, sandbox),
                lost.run(),
                RunOptions.in(folder.resolve("state")),
                Trial.surroundings(NOW));
        assertThat(retry.records().delivered()).isEqualTo(1);
        assertThat(events()).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 200})
    void whatWasRejectedIsNotForgotten(int length) throws IOException {
        String id = "\"id\": \"" + "x".repeat(length) + "\"";
        String config = FORGETTING.replace("}", ", \"maxRejected\": \"100%\"}");
        RunReport rejected = run(config, orders(200, 10).replaceFirst("\"id\": 7", id));
        assertThat(rejected.records().rejected()).isEqualTo(1);

        assertThat(run(config, orders(200, 10)).records().delivered()).isEqualTo(1);
        assertThat(run(config, orders(200, 10)).records().unchanged()).isEqualTo(2);
    }

    @Test
    void whatIsHeldForAWhileIsNotForgotten() throws IOException {
        String config = ORDERS + ", \"forgetAfter\": \"1d\"}";
        run(config, orders(2, 10), with(Triggers.HOLD, false));
        assertThat(run(config, orders(2, 10)).records().delivered()).isEqualTo(1);
    }

    @Test
    void aRunThatDoesNotSeeTheWholeSourceForgetsNothing() throws IOException {
        var options = RunOptions.in(folder.resolve("state")).withLimit(1);
        execute(FORGETTING, orders(100, 200), options);

        assertThat(state().people()).isEqualTo(1);
        RunReport whole = run(FORGETTING, orders(10, 100, 200));
        assertThat(whole.records().delivered()).isEqualTo(2);
        assertThat(whole.records().unchanged()).isEqualTo(1);
        assertThat(state().people()).isEqualTo(1);
    }

    @Test
    void aSyncThatSentEventsWithoutItsStateGoesOnWithIt() throws IOException {
        run(ORDERS + "}", orders(10));
        run(ORDERS.replace(", \"incremental\": true", "}"), orders(10, 20));

        assertThat(run(ORDERS + "}", orders(10, 20)).records().unchanged()).isEqualTo(1);
        assertThat(events()).hasSize(2);
    }

    @Test
    void aFirstRunSaysHowManyEventsMayStartCampaigns() throws IOException {
        RunReport refused = run(ORDERS + "}", orders(1, 2, 10));
        assertThat(refused.exitCode()).isEqualTo(2);
        assertThat(refused.problems().toString()).contains("2 of its 3 events are younger than 72 hours");
        assertThat(sandbox.stats().entriesApplied()).isZero();

        RunReport held = run(ORDERS + "}", orders(1, 2, 10), with(Triggers.HOLD, false));
        assertThat(held.records().filtered()).isEqualTo(2);
        RunReport later = run(ORDERS + "}", orders(1, 2, 10));
        assertThat(later.records().delivered()).as("those that were held").isEqualTo(2);
    }

    @Test
    void whatIsTakenAsDeliveredStartsNoCampaign() throws IOException {
        run(ORDERS + "}", orders(1, 2), StateUse.CONFIGURED.withScope(Scope.BASELINE));
        assertThat(run(ORDERS + "}", orders(1, 2, 10)).records().delivered()).isEqualTo(1);
    }

    @Test
    void otherIdsStopTheRun() throws IOException {
        run(ORDERS + "}", orders(10));
        String other = ORDERS + ", \"eventScope\": \"shop\"}";
        RunReport refused = run(other, orders(10));
        assertThat(codes(refused)).contains(Code.EVENT_IDS_CHANGED);
        assertThat(run(other, orders(10), with(Triggers.ASK, true)).records().delivered())
                .isEqualTo(1);
    }

    private StateSummary state() {
        return StateSummary.of(Written.config(ORDERS + "}", sandbox), folder.resolve("state"))
                .orElseThrow();
    }

    private static String orders(long... daysAgo) {
        return LongStream.of(daysAgo)
                .mapToObj(days -> "{\"id\": 7, \"mail\": null, \"at\": \"" + NOW.minus(Duration.ofDays(days))
                        + "\", \"no\": " + days + ", \"total\": " + days + "}")
                .collect(Collectors.joining(",", "[", "]"));
    }

    private SortedMap<String, String> events() {
        return Objects.requireNonNull(sandbox.contents().get("events"));
    }

    private static List<Code> codes(RunReport report) {
        return report.problems().stream().map(Finding::code).toList();
    }

    private static StateUse with(Triggers triggers, boolean newIds) {
        return StateUse.CONFIGURED.withEvents(new EventUse(Optional.of(triggers), newIds));
    }

    private RunReport run(String config, String rows) throws IOException {
        return run(config, rows, StateUse.CONFIGURED);
    }

    private RunReport run(String config, String rows, StateUse use) throws IOException {
        return execute(config, rows, RunOptions.in(folder.resolve("state")).withState(use));
    }

    private RunReport execute(String config, String rows, RunOptions options) throws IOException {
        Path data = Files.writeString(folder.resolve("rows.json"), rows);
        return new Run(Written.config(config, sandbox), DataFile.of(data), options, Trial.surroundings(NOW)).execute();
    }
}
