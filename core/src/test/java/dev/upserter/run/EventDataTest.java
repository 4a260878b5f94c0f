package dev.upserter.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.upserter.history.Scope;
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
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
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

/** Two nights: what the source holds has changed between them. */
@Execution(ExecutionMode.CONCURRENT)
class EventDataTest {
    private static final Instant NOW = Instant.parse("2026-08-10T12:00:00Z");
    private static final String ORDERS =
            "{\"type\": \"event\", \"userId\": \"id\", \"event\": \"Order Placed\", \"time\": \"at\"";
    private static final String TABLE = "id,at,total,note\n7,2026-08-01T12:00:00Z,1,x\n8,2026-08-02T12:00:00Z,2,\n";
    private static final String LATER = "9,2026-08-03T12:00:00Z,3,y";
    private static final String NEW_COLUMN = TABLE.replace("note\n", "note,coupon\n")
            .replace(",x\n", ",x,SUMMER\n")
            .replace(",2,\n", ",2,,WINTER\n");
    private static final String ROWS =
            "[{\"id\": 7, \"at\": \"2026-08-01T12:00:00Z\", \"total\": 1, \"cart\": {\"n\": 1}},"
                    + " {\"id\": 8, \"at\": \"2026-08-02T12:00:00Z\", \"total\": 2, \"cart\": {\"n\": 2}}]";

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

    @ParameterizedTest
    @ValueSource(strings = {"", ", \"incremental\": true"})
    void aNewColumnStopsTheRunBeforeItsFirstRequest(String keys) throws IOException {
        table(keys, TABLE);
        long requests = sandbox.stats().requests();

        RunReport refused = table(keys, NEW_COLUMN);

        assertThat(refused.exitCode()).isEqualTo(2);
        assertThat(refused.problems()).anySatisfy(problem -> {
            assertThat(problem.code()).isEqualTo(Code.EVENT_IDS_CHANGED);
            assertThat(problem.toString())
                    .contains("(coupon)", "each of 2 events", "deny", "mappings", "--new-event-ids");
        });
        assertThat(sandbox.stats().requests()).isEqualTo(requests);
        assertThat(events()).isEqualTo(2);
        assertThat(table(keys, NEW_COLUMN).exitCode())
                .as("and every night again")
                .isEqualTo(2);
    }

    @Test
    void aRenamedColumnStopsTheRun() throws IOException {
        table("", TABLE);

        RunReport refused = table("", TABLE.replace("note", "remark"));

        assertThat(codes(refused)).contains("EVENT_IDS_CHANGED");
        assertThat(refused.problems().toString()).contains("(remark)", "(note)");
        assertThat(events()).isEqualTo(2);
    }

    @Test
    void aColumnThatIsGoneStopsTheRun() throws IOException {
        table("", TABLE);

        RunReport refused =
                table("", TABLE.replace(",note", "").replace(",x", "").replace(",2,", ",2"));

        assertThat(codes(refused)).contains("EVENT_IDS_CHANGED");
        assertThat(refused.problems().toString()).contains("(note)").doesNotContain("before (");
        assertThat(events()).isEqualTo(2);
    }

    @Test
    void columnsWithoutAValueMakeNoOtherIds() throws IOException {
        table("", TABLE.replace("note", "note,flag").replace(",x", ",x,").replace(",2,", ",2,,"));

        RunReport added = table(
                "", TABLE.replace("note", "note,coupon").replace(",x", ",x,").replace(",2,", ",2,,"));

        assertThat(added.exitCode()).isZero();
        assertThat(events()).isEqualTo(2);
    }

    @Test
    void aColumnThatWasEmptySoFarIsKnown() throws IOException {
        String table = TABLE.replace("note", "note,coupon").replace(",x", ",x,").replace(",2,", ",2,,");
        table("", table);

        assertThat(table("", table + LATER + ",SUMMER\n").exitCode()).isZero();
        assertThat(events()).isEqualTo(3);
    }

    @Test
    void laterEventsMayHaveNewColumns() throws IOException {
        table("", TABLE);

        assertThat(table("", "id,at,total,coupon\n9,2026-08-03T12:00:00Z,3,SUMMER\n")
                        .exitCode())
                .isZero();
        assertThat(events()).isEqualTo(3);
        assertThat(codes(table("", NEW_COLUMN)))
                .as("and earlier ones still may not")
                .contains("EVENT_IDS_CHANGED");
    }

    @Test
    void thePassingOfANewColumnIsAskedForOnce() throws IOException {
        table("", TABLE);
        StateUse newIds = StateUse.CONFIGURED.withEvents(new EventUse(Optional.empty(), true));

        assertThat(run(ORDERS + "}", file("orders.csv", NEW_COLUMN), newIds).exitCode())
                .isZero();
        assertThat(table("", NEW_COLUMN).exitCode()).isZero();
        assertThat(events()).isEqualTo(4);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                ", \"deny\": [\"coupon\"]",
                ", \"mappings\": [{\"from\": \"note\", \"to\": \"note\"}, {\"from\": \"total\", \"to\": \"total\"}]"
            })
    void whatTheHintSaysMakesTheIdsOfBefore(String keys) throws IOException {
        table("", TABLE);

        RunReport report = table(keys, NEW_COLUMN);

        assertThat(report.exitCode()).as(report.problems().toString()).isZero();
        assertThat(table(keys, NEW_COLUMN).exitCode()).isZero();
        assertThat(events()).isEqualTo(2);
        assertThat(codes(table("", NEW_COLUMN))).contains("EVENT_IDS_CHANGED");
    }

    @ParameterizedTest
    @ValueSource(strings = {", \"eventId\": \"total\"", ", \"mappings\": [{\"from\": \"total\", \"to\": \"total\"}]"})
    void columnsMayComeWhereTheyEnterNoId(String keys) throws IOException {
        table(keys, TABLE);

        assertThat(table(keys, NEW_COLUMN).exitCode()).isZero();
        assertThat(events()).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"total\": 2|\"total\": 2, \"coupon\": \"X\"|(coupon)|1 event ",
                "\"n\": 2|\"n\": 2, \"m\": 3|(cart.m)|1 event ",
                "\"total\"|\"sum\"|(sum)|each of 2 events",
                "\"n\"|\"m\"|(cart.n)|each of 2 events"
            })
    void rowsOfJsonAreComparedByTheirNames(String what, String with, String named, String count) throws IOException {
        rows(ROWS);

        RunReport refused = rows(ROWS.replace(what, with));

        assertThat(codes(refused)).contains("EVENT_IDS_CHANGED");
        assertThat(refused.problems().toString())
                .contains(named, count)
                .doesNotContain(
                        "mappings"); // a value has members, so the run would not know that rules make the same events
        assertThat(events()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                ", {\"id\": 9, \"at\": \"2026-08-03T12:00:00Z\", \"total\": 1, \"gift\": true}]",
                ", {\"id\": 9, \"at\": \"2026-08-01T13:00:00Z\", \"total\": 1, \"gift\": null, \"text\": \"\"}]",
                ", {\"id\": 9, \"at\": \"2026-08-03T12:00:00Z\"}]"
            })
    void newRowsOfJsonAreNoAlarm(String row) throws IOException {
        rows(ROWS);

        assertThat(rows(ROWS.replace("}}]", "}}" + row)).exitCode()).isZero();
        assertThat(events()).isEqualTo(3);
    }

    @Test
    void namesThatOneNightHadAreKnownInAllLaterOnes() throws IOException {
        rows(ROWS);
        String gift = ROWS.replace("}}]", "}}, {\"id\": 9, \"at\": \"2026-08-03T12:00:00Z\", \"gift\": true}]");
        rows(gift);
        rows(ROWS);

        assertThat(rows(gift).exitCode()).isZero();
        assertThat(events()).isEqualTo(3);
    }

    @Test
    void aStreamIsLookedAtBeforeItIsSent() throws IOException {
        rows(ROWS);
        byte[] other = ROWS.replace("\"total\"", "\"sum\"").getBytes(StandardCharsets.UTF_8);

        RunReport refused = run(
                ORDERS + "}", new DataFile.Streamed(new ByteArrayInputStream(other), "rows.json"), StateUse.CONFIGURED);

        assertThat(codes(refused)).contains("EVENT_IDS_CHANGED");
        assertThat(events()).isEqualTo(2);
    }

    @Test
    void theSameRowsInAnotherFormAreTheSameEvents() throws IOException {
        table("", TABLE);

        RunReport report = rows("[{\"id\": 7, \"at\": \"2026-08-01T12:00:00Z\", \"total\": 1, \"note\": \"x\"},"
                + " {\"id\": 8, \"at\": \"2026-08-02T12:00:00Z\", \"total\": \"2\", \"note\": null}]");

        assertThat(report.exitCode()).isZero();
        assertThat(events()).isEqualTo(2);
    }

    @Test
    void aRecordOfAnEarlierBuildSaysNothingOfNames() throws IOException {
        table("", TABLE);
        Path record = record();
        String text = Files.readString(record);
        makeOlder(record);

        assertThat(table("", TABLE).exitCode()).as("the digest is the same").isZero();
        assertThat(Files.readString(record)).contains("note").isNotEqualTo(text);
        assertThat(codes(table("", NEW_COLUMN))).contains("EVENT_IDS_CHANGED");
    }

    @Test
    void aRunOfSomeRowsLeavesNothingUnknownThatLaterOnesStumbleOver() throws IOException {
        String some = ROWS.replace("}}]", "}}, {\"id\": 9, \"at\": \"2026-08-01T13:00:00Z\", \"gift\": true}]");
        Path file = file("rows.json", some);
        execute(
                ORDERS + "}",
                DataFile.of(file),
                RunOptions.in(folder.resolve("state")).withLimit(2));

        assertThat(rows(some).exitCode()).isZero();
        assertThat(events()).isEqualTo(3);
    }

    @Test
    void earlierBuildsRepairedIdentifiersAndDidNotNoteIt() throws IOException {
        table("", TABLE);
        makeOlder(record());

        assertThat(table(", \"guards\": {\"ID_DAMAGED\": \"fix\"}", TABLE).exitCode())
                .isZero();
        assertThat(codes(table("", TABLE))).as("it is noted now").contains("EVENT_IDS_CHANGED");
    }

    @Test
    void aRunOfSomeRowsIsStoppedByANewColumnOfThese() throws IOException {
        table("", TABLE);

        RunReport refused = execute(
                ORDERS + "}",
                DataFile.of(file("orders.csv", NEW_COLUMN)),
                RunOptions.in(folder.resolve("state")).withLimit(1));

        assertThat(codes(refused)).contains("EVENT_IDS_CHANGED");
        assertThat(events()).isEqualTo(2);
    }

    @Test
    void aRunOfSomeRowsForgetsNothingThatEarlierOnesNoted() throws IOException {
        table("", TABLE);
        execute(
                ORDERS + "}",
                DataFile.of(file("orders.csv", TABLE)),
                RunOptions.in(folder.resolve("state")).withLimit(1));

        assertThat(codes(table("", NEW_COLUMN))).contains("EVENT_IDS_CHANGED");
        assertThat(events()).isEqualTo(2);
    }

    @Test
    void rulesThatCutOutOfAValueWhatWasSentMakeOtherIds() throws IOException {
        rows(ROWS);

        String mappings =
                ", \"mappings\": [{\"from\": \"total\", \"to\": \"total\"}, {\"from\": \"cart\", \"to\": \"cart\"}]";
        Path file = file("rows.json", ROWS);
        assertThat(codes(run(ORDERS + mappings + ", \"deny\": [\"cart.n\"]}", file, StateUse.CONFIGURED)))
                .contains("EVENT_IDS_CHANGED");
        assertThat(events()).isEqualTo(2);
    }

    @Test
    void rulesThatSendOfAValueWhatWasCutOutMakeOtherIds() throws IOException {
        Path file = file("rows.json", ROWS);
        run(ORDERS + ", \"deny\": [\"cart.n\"]}", file, StateUse.CONFIGURED);

        String mappings =
                ", \"mappings\": [{\"from\": \"total\", \"to\": \"total\"}, {\"from\": \"cart\", \"to\": \"cart\"}]";
        assertThat(codes(run(ORDERS + mappings + "}", file, StateUse.CONFIGURED)))
                .contains("EVENT_IDS_CHANGED");
        assertThat(events()).isEqualTo(2);
    }

    @Test
    void whatWasTakenAsSentStaysTheSame() throws IOException {
        String incremental = ORDERS + ", \"incremental\": true}";
        StateUse baseline = StateUse.CONFIGURED.withScope(Scope.BASELINE);
        run(incremental, file("orders.csv", TABLE), baseline);

        assertThat(codes(table(", \"incremental\": true", NEW_COLUMN))).contains("EVENT_IDS_CHANGED");
        assertThat(codes(table(", \"incremental\": true, \"eventScope\": \"shop\"", TABLE)))
                .contains("EVENT_IDS_CHANGED");

        run(incremental, file("orders.csv", NEW_COLUMN), baseline);
        RunReport later = table(", \"incremental\": true", NEW_COLUMN);
        assertThat(later.records().unchanged()).isEqualTo(2);
        assertThat(sandbox.stats().entriesApplied()).isZero();
    }

    @Test
    void whatWasTakenAsSentAllowsNoCampaign() throws IOException {
        String incremental = ORDERS + ", \"incremental\": true}";
        run(incremental, file("orders.csv", TABLE), StateUse.CONFIGURED.withScope(Scope.BASELINE));

        RunReport refused = table(", \"incremental\": true", TABLE + "9,2026-08-10T11:00:00Z,3,y\n");
        assertThat(codes(refused)).contains("EVENTS_MAY_TRIGGER");
        assertThat(refused.exitCode()).isEqualTo(2);
    }

    @Test
    void checkAndDryRunsSaySo() throws IOException {
        table("", TABLE);
        Path file = file("orders.csv", NEW_COLUMN);

        RunReport dry = execute(
                ORDERS + "}",
                DataFile.of(file),
                RunOptions.in(folder.resolve("state")).withDryRun());
        assertThat(codes(dry)).contains("EVENT_IDS_CHANGED");
    }

    private Path record() throws IOException {
        try (Stream<Path> files = Files.walk(folder.resolve("state"))) {
            return files.filter(file -> file.endsWith("events") && Files.isRegularFile(file))
                    .findAny()
                    .orElseThrow();
        }
    }

    /** As builds wrote it that did not note names, baselines and repairs. */
    private static void makeOlder(Path record) throws IOException {
        Files.writeString(
                record,
                Files.readString(record)
                        .lines()
                        .filter(line -> line.matches("(version|ids|run|holds|held)=.*"))
                        .collect(Collectors.joining("\n")));
    }

    private RunReport table(String keys, String table) throws IOException {
        return run(ORDERS + keys + "}", file("orders.csv", table), StateUse.CONFIGURED);
    }

    private RunReport rows(String rows) throws IOException {
        return run(ORDERS + "}", file("rows.json", rows), StateUse.CONFIGURED);
    }

    private Path file(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    private RunReport run(String config, Path data, StateUse use) {
        return run(config, DataFile.of(data), use);
    }

    private RunReport run(String config, DataFile data, StateUse use) {
        return execute(config, data, RunOptions.in(folder.resolve("state")).withState(use));
    }

    private RunReport execute(String config, DataFile data, RunOptions options) {
        return new Run(Written.config(config, sandbox), data, options, Trial.surroundings(NOW)).execute();
    }

    private int events() {
        return Objects.requireNonNull(sandbox.contents().get("events")).size();
    }

    private static String codes(RunReport report) {
        return report.problems().stream().map(Finding::code).map(Code::name).collect(Collectors.joining(" "));
    }
}
