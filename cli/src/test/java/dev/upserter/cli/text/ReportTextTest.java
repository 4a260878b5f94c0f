package dev.upserter.cli.text;

import static org.assertj.core.api.Assertions.assertThat;

import dev.upserter.cli.Golden;
import dev.upserter.cli.command.NextSteps;
import dev.upserter.cli.shell.Inputs;
import dev.upserter.plan.JoinCounts;
import dev.upserter.problem.Code;
import dev.upserter.problem.Level;
import dev.upserter.report.Counts;
import dev.upserter.report.Fields;
import dev.upserter.report.Files;
import dev.upserter.report.Finding;
import dev.upserter.report.Finding.Example;
import dev.upserter.report.Requests;
import dev.upserter.report.RunReport;
import dev.upserter.report.Status;
import dev.upserter.source.DataFile;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ReportTextTest {
    private static final Path RUN = Path.of("my files", ".upserter", "runs", "20261123-190631-7f3a");
    private static final Fields NO_FIELDS = new Fields(List.of(), Map.of());

    @Test
    void aRunWithoutProblems() {
        RunReport report = report(
                Status.COMPLETED,
                new Counts(2, 0, 0, 2, 0, 0, 0),
                new Requests(1, 0, 431),
                210,
                List.of(),
                NO_FIELDS,
                files(null, null));
        assertGolden("completed.txt", report, Purpose.SYNC, false);
    }

    @Test
    void aRunWithRejectedRowsAndDeadLetters() {
        var missing = new LinkedHashMap<String, Long>();
        missing.put("first_name", 12L);
        missing.put("plan", 1L);
        List<String> many = IntStream.range(0, 14).mapToObj(i -> "field_" + i).toList();
        RunReport report = report(
                Status.COMPLETED_WITH_PROBLEMS,
                new Counts(1_250_000, 0, 0, 1_249_990, 8, 2, 0),
                new Requests(2_503, 3, 1_100_000_000),
                61_400,
                List.of(missingIds(), refused(), datesAsText()),
                new Fields(many, missing),
                files("rejected.ndjson", "dead-letters.ndjson"));
        assertGolden("problems.txt", report, Purpose.SYNC, false);
        assertGolden("problems-sandbox.txt", report, Purpose.SYNC, true);
    }

    @Test
    void aRunThatSentOnlyWhatChanged() {
        var people = new JoinCounts(10_000, 2_500, 1, 986_999, 0, 500, 1_000_000);
        RunReport report = report(
                Status.COMPLETED,
                new Counts(1_000_000, 0, 987_499, 12_501, 0, 0, 0),
                people,
                new Requests(8, 0, 3_100_000),
                4_100,
                List.of(),
                NO_FIELDS,
                files(null, null));
        assertGolden("changes.txt", report, Purpose.SYNC, false);
    }

    @Test
    void aRunThatWasStopped() {
        RunReport report = report(
                Status.STOPPED,
                new Counts(5_000, 0, 0, 4_200, 0, 0, 800),
                new Requests(10, 0, 4_000_000),
                3_400,
                List.of(one(Code.INTERRUPTED, null, "the run was asked to stop")),
                NO_FIELDS,
                files(null, null));
        assertGolden("stopped.txt", report, Purpose.SYNC, false);
    }

    @Test
    void aRunThatWasRefused() {
        RunReport report = report(
                Status.REFUSED,
                new Counts(0, 0, 0, 0, 0, 0, 0),
                new Requests(0, 0, 0),
                12,
                List.of(one(Code.INPUT_NOT_FOUND, "users.json", "there is no such file")),
                NO_FIELDS,
                new Files(null, null, null));
        assertGolden("refused.txt", report, Purpose.SYNC, false);
    }

    @Test
    void aDryRunAndACheckSayThatNothingWasSent() {
        RunReport report = report(
                Status.COMPLETED_WITH_PROBLEMS,
                new Counts(15, 0, 0, 0, 8, 0, 7),
                new Requests(0, 0, 0),
                80,
                List.of(missingIds(), datesAsText()),
                NO_FIELDS,
                files("rejected.ndjson", null));
        assertGolden("dry-run.txt", report, Purpose.DRY_RUN, false);
        assertGolden("check.txt", report, Purpose.CHECK, false);
    }

    @Test
    void colourMarksHowItEnded() {
        RunReport report = report(
                Status.COMPLETED,
                new Counts(1, 0, 0, 1, 0, 0, 0),
                new Requests(1, 0, 431),
                210,
                List.of(),
                NO_FIELDS,
                files(null, null));
        assertThat(new ReportText(report, Purpose.SYNC, Colours.ANSI).text(List.of(), List.of()))
                .startsWith("\033[1;32mCompleted\033[0m: 1 row delivered");
    }

    @Test
    void textsFromOutsideCannotSteerTheTerminal() {
        RunReport report = report(
                Status.COMPLETED_WITH_PROBLEMS,
                new Counts(1, 0, 0, 0, 1, 0, 0),
                new Requests(0, 0, 0),
                1,
                List.of(one(Code.ID_MISSING, "a\033[2J.json:1:1", "field \"\033]0;x\007\" is missing")),
                new Fields(List.of("\033[31mred"), Map.of("\033[1m", 1L)),
                new Files(null, null, null));
        assertThat(new ReportText(report, Purpose.SYNC, Colours.PLAIN).text(List.of(), List.of()))
                .doesNotContain("\033");
    }

    private static Finding missingIds() {
        List<Example> examples = IntStream.rangeClosed(1, 5)
                .mapToObj(i -> new Example("data.json:" + i + ":4", "the user id is missing; row rejected"))
                .toList();
        return new Finding(Code.ID_MISSING, Level.ROW, 8, Map.of("id", 8L), examples, Code.ID_MISSING.help());
    }

    private static Finding refused() {
        return new Finding(
                Code.REJECTED_BY_SERVER,
                Level.ROW,
                2,
                Map.of(),
                List.of(
                        new Example("data.json:7:4", "Customer.io refused the row: invalid, attributes.plan"),
                        new Example("data.json:9:4", "Customer.io refused the row: invalid, attributes.plan")),
                Code.REJECTED_BY_SERVER.help());
    }

    private static Finding datesAsText() {
        var fields = new LinkedHashMap<String, Long>();
        fields.put("signed_up", 1_200_000L);
        fields.put("born", 3L);
        List<Example> examples =
                List.of(new Example("data.json:1:80", "signed_up looks like a date, and is sent as text"));
        return new Finding(Code.DATE_AS_TEXT, Level.WARN, 1_200_003, fields, examples, Code.DATE_AS_TEXT.help());
    }

    private static Finding one(Code code, @Nullable String place, String message) {
        return new Finding(code, code.level(), 1, Map.of(), List.of(new Example(place, message)), code.help());
    }

    private static Files files(@Nullable String rejected, @Nullable String deadLetters) {
        return new Files(
                rejected == null ? null : RUN.resolve(rejected),
                deadLetters == null ? null : RUN.resolve(deadLetters),
                RUN.resolve("report.json"));
    }

    private static RunReport report(
            Status status,
            Counts counts,
            Requests requests,
            long millis,
            List<Finding> problems,
            Fields fields,
            Files files) {
        return report(status, counts, null, requests, millis, problems, fields, files);
    }

    private static RunReport report(
            Status status,
            Counts counts,
            @Nullable JoinCounts people,
            Requests requests,
            long millis,
            List<Finding> problems,
            Fields fields,
            Files files) {
        return new RunReport(
                "20261123-190631-7f3a",
                "users",
                "person",
                status,
                "https://track.customer.io",
                counts,
                people,
                requests,
                Duration.ofMillis(millis),
                problems,
                fields,
                files,
                List.of(),
                null,
                null);
    }

    private static void assertGolden(String name, RunReport report, Purpose purpose, boolean sandbox) {
        var inputs = new Inputs(
                Path.of("my files", "users.yaml"), DataFile.of(Path.of("data.json")), Path.of("my files", ".upserter"));
        var next = new NextSteps(
                "./upserter", inputs, false, sandbox, sandbox ? List.of("--sandbox") : List.of(), List.of(), List.of());
        List<String> arrived = sandbox ? List.of("1 person:", "  u-1  {plan: \"pro\"}") : List.of();
        Golden.assertSame(name, new ReportText(report, purpose, Colours.PLAIN).text(arrived, next.of(report, purpose)));
    }
}
