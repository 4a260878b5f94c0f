package dev.upserter.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.upserter.config.read.ConfigReader;
import dev.upserter.kind.Triggers;
import dev.upserter.preview.MappingTests;
import dev.upserter.problem.Code;
import dev.upserter.report.Finding;
import dev.upserter.report.RunReport;
import dev.upserter.run.option.EventUse;
import dev.upserter.run.option.RunOptions;
import dev.upserter.run.option.StateUse;
import dev.upserter.sandbox.Sandbox;
import dev.upserter.source.DataFile;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Execution(ExecutionMode.CONCURRENT)
class EventRunTest {
    private static final Instant NOW = Instant.parse("2026-08-10T12:00:00Z");
    private static final String OLD = "2026-08-01T12:00:00Z";
    private static final String YOUNG = "2026-08-10T11:00:00Z";
    private static final String ORDERS =
            "{\"type\": \"event\", \"userId\": \"id\", \"event\": \"Order Placed\", \"time\": \"at\"";

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
    void withoutMappingsEveryFieldIsSentThatNoOtherKeyNames() throws IOException {
        run(
                ORDERS + ", \"eventId\": \"no\"}",
                "[{\"id\": 7, \"at\": \"" + OLD + "\", \"no\": \"A-1\", \"total\": 49.90}]");

        assertThat(events().values()).containsExactly("event id:7 Order Placed 1785585600 {\"total\":49.90}");
    }

    @Test
    void theSameRowsAsCsvAndAsJsonAreTheSameEvents() throws IOException {
        run(ORDERS + "}", "[{\"id\": 7, \"at\": 1785585600, \"total\": 49.90, \"note\": null, \"plan\": \"pro\"}]");
        Path csv = Files.writeString(folder.resolve("rows.csv"), "plan,id,at,note,total\npro,7,1785585600,,49.90\n");
        RunReport report = run(ORDERS + "}", csv, StateUse.CONFIGURED);

        assertThat(report.records().delivered()).isEqualTo(1);
        assertThat(events()).hasSize(1);
    }

    @Test
    void aRowThatSaysTheSameAgainIsNotSentAndOneThatSaysOtherwiseIsRejected() throws IOException {
        String order = "{\"id\": 7, \"at\": \"" + OLD + "\", \"no\": \"A-1\", \"total\": ";
        RunReport report =
                run(ORDERS + ", \"eventId\": \"no\"}", "[" + order + "1}, " + order + "\"1\"}, " + order + "2}]");

        assertThat(report.records().delivered()).isEqualTo(1);
        assertThat(report.records().filtered()).isEqualTo(1);
        assertThat(report.records().rejected()).isEqualTo(1);
        assertThat(codes(report)).contains(Code.EVENT_REPEATED, Code.EVENT_ID_CONFLICT);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "2026-08-01|EVENT_TIME_INVALID",
                "1969-12-31T23:00:00Z|EVENT_TIME_INVALID",
                "-5|EVENT_TIME_INVALID",
                "99999999999999999999|EVENT_TIME_INVALID",
                "1785585600000|EVENT_TIME_INVALID",
                "2026-08-11T12:00:01Z|EVENT_TIME_FUTURE",
                "soon|CAST_FAILED",
                "''|CAST_FAILED",
            })
    void aRowWhoseTimeIsNoneIsRejectedAndNeverSentAsOfNow(String time, Code code) throws IOException {
        RunReport report =
                run(ORDERS + "}", "[{\"id\": 7, \"at\": \"" + time + "\"}, {\"id\": 8, \"at\": \"" + OLD + "\"}]");

        assertThat(codes(report)).contains(code);
        assertThat(report.records().rejected()).isEqualTo(1);
        assertThat(events().values()).singleElement().asString().contains("id:8");
    }

    @Test
    void aRowWithoutATimeIsRejected() throws IOException {
        RunReport report = run(ORDERS + "}", "[{\"id\": 7, \"at\": null}, {\"id\": 8, \"at\": \"" + OLD + "\"}]");
        assertThat(codes(report)).contains(Code.PART_MISSING);
    }

    @Test
    void aFirstRunThatMayStartCampaignsSaysHowManyEventsAndSendsNothing() throws IOException {
        String rows = "[{\"id\": 7, \"at\": \"" + YOUNG + "\"}, {\"id\": 8, \"at\": \"" + OLD + "\"}]";
        for (int again = 0; again < 2; again++) {
            RunReport refused = run(ORDERS + "}", rows);
            assertThat(refused.exitCode()).isEqualTo(2);
            assertThat(codes(refused)).contains(Code.EVENTS_MAY_TRIGGER);
            assertThat(refused.problems().toString()).contains("1 of its 2 events is younger than 72 hours");
            assertThat(sandbox.stats().requests()).isZero();
        }
        assertThat(run(ORDERS + "}", rows, with(Triggers.ALLOW)).records().delivered())
                .isEqualTo(2);
        RunReport later = run(ORDERS + "}", rows);
        assertThat(later.exitCode()).isZero();
        assertThat(later.problems().toString()).contains("1 event is younger than 72 hours");
    }

    @Test
    void whatMayStartCampaignsIsHeldWhereThatIsAskedFor() throws IOException {
        String rows = "[{\"id\": 7, \"at\": \"" + YOUNG + "\"}, {\"id\": 8, \"at\": \"" + OLD + "\"}]";
        RunReport report = run(ORDERS + "}", rows, with(Triggers.HOLD));
        assertThat(report.exitCode()).isZero();
        assertThat(report.records().filtered()).isEqualTo(1);
        assertThat(events()).hasSize(1);

        RunReport configured = run(ORDERS + ", \"triggers\": \"hold\"}", rows);
        assertThat(configured.records().filtered()).isEqualTo(1);
    }

    @Test
    void aStreamIsReadToItsEndBeforeAFirstRunSaysHowManyMayStartCampaigns() throws IOException {
        String young = "[{\"id\": 7, \"at\": \"" + YOUNG + "\"}, {\"id\": 8, \"at\": \"" + OLD + "\"}]";
        RunReport refused = run(ORDERS + "}", stream(young), StateUse.CONFIGURED);
        assertThat(refused.exitCode()).isEqualTo(2);
        assertThat(codes(refused)).contains(Code.EVENTS_MAY_TRIGGER);
        assertThat(refused.problems().toString()).contains("1 of its 2 events is younger than 72 hours");
        assertThat(sandbox.stats().requests()).isZero();

        RunReport old = run(ORDERS + "}", stream("[{\"id\": 8, \"at\": \"" + OLD + "\"}]"), StateUse.CONFIGURED);
        assertThat(old.exitCode()).isZero();
        assertThat(old.records().delivered()).isEqualTo(1);
        try (Stream<Path> left = Files.walk(folder)) {
            assertThat(left.filter(file -> file.getFileName().toString().startsWith("rows-")))
                    .as("what was written aside is gone")
                    .isEmpty();
        }
    }

    private static DataFile stream(String rows) {
        return new DataFile.Streamed(new ByteArrayInputStream(rows.getBytes(StandardCharsets.UTF_8)), "rows.json");
    }

    @Test
    void aPipeIsReadOnceBeforeAFirstRun() throws Exception {
        Path pipe = folder.resolve("pipe.json");
        Process made = new ProcessBuilder("mkfifo", pipe.toString()).start();
        assertThat(made.waitFor()).isZero();
        Thread.startVirtualThread(() -> write(pipe, "[{\"id\": 8, \"at\": \"" + OLD + "\"}]"));

        RunReport report = run(ORDERS + "}", DataFile.of(pipe), StateUse.CONFIGURED);
        assertThat(report.exitCode()).isZero();
        assertThat(report.records().delivered()).isEqualTo(1);
    }

    private static void write(Path pipe, String rows) {
        try {
            Files.writeString(pipe, rows);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                ", \"deny\": [\"total\"]",
                ", \"source\": {\"nullWords\": [\"-\"]}",
                ", \"guards\": {\"ID_DAMAGED\": \"fix\"}"
            })
    void keysThatShapeTheDataMakeOtherIds(String key) throws IOException {
        String rows = "id,at,total\n7," + OLD + ",1\n";
        DataFile data = DataFile.of(Files.writeString(folder.resolve("rows.csv"), rows));
        assertThat(run(ORDERS + "}", data, StateUse.CONFIGURED).exitCode()).isZero();

        RunReport refused = run(ORDERS + key + "}", data, StateUse.CONFIGURED);

        assertThat(codes(refused)).contains(Code.EVENT_IDS_CHANGED);
        assertThat(events()).hasSize(1);
    }

    @Test
    void aRunThatWouldMakeOtherIdsOfTheSameRowsStops() throws IOException {
        String rows = "[{\"id\": 7, \"at\": \"" + OLD + "\", \"total\": 1, \"no\": 2}]";
        assertThat(run(ORDERS + "}", rows).exitCode()).isZero();
        String other = ORDERS + ", \"mappings\": [{\"from\": \"total\", \"to\": \"total\"}]}";
        RunReport refused = run(other, rows);
        assertThat(refused.exitCode()).isEqualTo(2);
        assertThat(codes(refused)).contains(Code.EVENT_IDS_CHANGED);
        assertThat(refused.problems().toString()).contains("each of the 1 events would be new");
        assertThat(events()).hasSize(1);

        RunReport allowed = run(other, rows, StateUse.CONFIGURED.withEvents(new EventUse(Optional.empty(), true)));
        assertThat(allowed.exitCode()).isZero();
        assertThat(events()).hasSize(2);
        assertThat(run(other, rows).exitCode()).isZero();
    }

    @Test
    void mappingsMayChangeWhereEventIdMakesTheIds() throws IOException {
        String rows = "[{\"id\": 7, \"at\": \"" + OLD + "\", \"total\": 1, \"no\": 2}]";
        assertThat(run(ORDERS + ", \"eventId\": \"no\"}", rows).exitCode()).isZero();
        RunReport other =
                run(ORDERS + ", \"eventId\": \"no\", \"mappings\": [{\"from\": \"total\", \"to\": \"total\"}]}", rows);
        assertThat(other.exitCode()).isZero();
        assertThat(events()).hasSize(1);
    }

    @Test
    void whatHoldsForAttributesOfPeopleDoesNotHoldForData() throws IOException {
        RunReport report = run(
                ORDERS + "}",
                "[{\"id\": 7, \"at\": \"" + OLD
                        + "\", \"email\": \"none\", \"unsubscribed\": \"perhaps\", \"created_at\": \"x\","
                        + " \"_update\": 1, \"text\": \"" + "x".repeat(2000) + "\"}]");
        assertThat(report.records().delivered()).isEqualTo(1);
        assertThat(codes(report)).containsExactly(Code.EVENT_TOO_OLD_TO_TRIGGER);
    }

    @Test
    void anEventTooLargeForABatchGoesByV1() throws IOException {
        String rows = "[{\"id\": 7, \"at\": \"" + OLD + "\", \"text\": \"" + "x".repeat(40_000)
                + "\"}, {\"id\": 8, \"at\": \"" + OLD + "\", \"reply_to\": \"a@b.c\"}]";
        RunReport batch = run(ORDERS + "}", rows);
        assertThat(codes(batch)).contains(Code.ENTRY_TOO_LARGE, Code.EVENT_KEY_RESERVED);
        assertThat(batch.problems().toString()).contains("set api to single");

        RunReport single = run(ORDERS + ", \"api\": \"single\"}", rows);
        assertThat(single.records().delivered()).isEqualTo(2);
        assertThat(events()).hasSize(2);
    }

    @Test
    void aTestOfTheConfigurationKnowsTheNameAndTheTimeOfAnEvent() throws IOException {
        String tests = "{\"name\": \"n\", \"row\": {\"id\": 7, \"at\": \"" + OLD
                + "\"}, \"expect\": {\"attributes\": {}, \"event\": \"Order Placed\", \"time\": %d}}";
        assertThat(differences(String.format(tests, 1_785_585_600))).isEmpty();
        assertThat(differences(String.format(tests, 1))).containsExactly("- time: 1", "+ time: 1785585600");
    }

    private List<String> differences(String test) throws IOException {
        Path config = Files.writeString(folder.resolve("tested.json"), ORDERS + ", \"tests\": [" + test + "]}");
        ConfigReader reader = ConfigReader.local(Map.of());
        return new MappingTests(reader.read(config), NOW)
                .run(reader.readTests(config))
                .getFirst()
                .differences();
    }

    @Test
    void whatUserIdIsSaysNothingOfSomebodyAnonymous() throws IOException {
        Path config = Files.writeString(
                folder.resolve("anonymous.json"),
                "{\"type\": \"event\", \"anonymousId\": \"visitor\", \"identifyBy\": \"email\", \"event\": \"Seen\","
                        + " \"time\": \"at\"}");
        assertThatThrownBy(() -> ConfigReader.local(Map.of()).read(config))
                .hasMessageContaining("1:45: identifyBy says nothing beside anonymousId");
    }

    @Test
    void somebodyAnonymousIsKnownByTheIdAlone() throws IOException {
        RunReport report = run(
                "{\"type\": \"screen\", \"anonymousId\": \"visitor\", \"screen\": {\"from\": \"name\"}, \"time\": \"at\"}",
                "[{\"visitor\": 7, \"at\": \"" + OLD
                        + "\", \"name\": \"  Pricing \"}, {\"visitor\": \"v-2\", \"at\": \"" + OLD
                        + "\", \"name\": \" \"}]");
        assertThat(report.records().delivered()).isEqualTo(1);
        assertThat(codes(report)).contains(Code.PART_MISSING);
        assertThat(events().values()).containsExactly("screen anonymous_id:7 Pricing 1785585600 {}");
    }

    private SortedMap<String, String> events() {
        return Objects.requireNonNull(sandbox.contents().get("events"));
    }

    private static List<Code> codes(RunReport report) {
        return report.problems().stream().map(Finding::code).toList();
    }

    private static StateUse with(Triggers triggers) {
        return StateUse.CONFIGURED.withEvents(new EventUse(Optional.of(triggers), false));
    }

    private RunReport run(String config, String rows) throws IOException {
        return run(config, rows, StateUse.CONFIGURED);
    }

    private RunReport run(String config, String rows, StateUse use) throws IOException {
        return run(config, Files.writeString(folder.resolve("rows.json"), rows), use);
    }

    private RunReport run(String config, Path data, StateUse use) {
        return run(config, DataFile.of(data), use);
    }

    private RunReport run(String config, DataFile data, StateUse use) {
        RunOptions options = RunOptions.in(folder.resolve("state")).withState(use);
        return new Run(Written.config(config, sandbox), data, options, Trial.surroundings(NOW)).execute();
    }
}
