package dev.upserter.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.upserter.plan.JoinCounts;
import dev.upserter.problem.Code;
import dev.upserter.problem.Level;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class RunReportTest {
    private static final Path GOLDEN = Path.of("src/test/resources/dev/upserter/report/report.json");
    private static final Counts ALL_DELIVERED = new Counts(3, 0, 0, 3, 0, 0, 0);

    private static RunReport report(Status status, Counts counts, Finding... problems) {
        return new RunReport(
                "20261123-190631-7f3a",
                "users",
                "person",
                status,
                "https://track-eu.customer.io",
                counts,
                null,
                new Requests(1, 0, 4210),
                Duration.ofMillis(210),
                List.of(problems),
                new Fields(List.of(), Map.of()),
                new dev.upserter.report.Files(null, null, null),
                List.of(),
                null,
                null);
    }

    private static Finding finding(Code code, Level level) {
        return new Finding(code, level, 1, Map.of(), List.of(), "help");
    }

    private static RunReport full() {
        var missing = new LinkedHashMap<String, Long>();
        missing.put("zip", 2L);
        missing.put("city", 1L);
        return new RunReport(
                "20261123-190631-7f3a",
                "users",
                "person",
                Status.COMPLETED_WITH_PROBLEMS,
                "https://track-eu.customer.io",
                new Counts(15, 1, 2, 11, 1, 1, 1),
                new JoinCounts(10, 1, 0, 2, 1, 0, 4),
                new Requests(4, 1, 4210),
                Duration.ofMillis(210),
                List.of(
                        new Finding(
                                Code.ID_MISSING,
                                Level.ROW,
                                1,
                                Map.of(),
                                List.of(new Finding.Example("data.json:3:4", "the user id (id) is \"missing\"")),
                                "give the row an identifier, or remove it"),
                        new Finding(
                                Code.COLUMN_MISSING,
                                Level.WARN,
                                1,
                                Map.of("name", 1L),
                                List.of(new Finding.Example(null, "the mapped field name occurs in no row")),
                                "correct the name")),
                new Fields(List.of("age", "ü"), missing),
                new dev.upserter.report.Files(
                        Path.of(".upserter/runs/20261123-190631-7f3a/rejected.ndjson"),
                        null,
                        Path.of(".upserter/runs/20261123-190631-7f3a/report.json")),
                List.of(),
                null,
                null);
    }

    @Test
    void theJsonFormIsTheOneThatMachinesRelyOn() throws IOException {
        String json = full().toJson() + "\n";
        if (Boolean.getBoolean("rewriteGolden")) {
            Files.writeString(GOLDEN, json);
        }
        assertThat(json).isEqualTo(Files.readString(GOLDEN));
    }

    @Test
    void noNameIsMissingFromAnEmptyReport() {
        JsonNode json = JsonMapper.shared()
                .readTree(report(Status.COMPLETED, ALL_DELIVERED).toJson());

        assertThat(json.propertyNames())
                .containsExactly(
                        "run",
                        "sync",
                        "type",
                        "status",
                        "destination",
                        "records",
                        "people",
                        "requests",
                        "durationMillis",
                        "problems",
                        "fields",
                        "files",
                        "resumed");
        assertThat(json.at("/records").propertyNames())
                .containsExactly(
                        "read", "removed", "filtered", "unchanged", "delivered", "rejected", "deadLetters", "pending");
        assertThat(json.at("/requests").propertyNames()).containsExactly("sent", "retried", "bytes");
        assertThat(json.at("/files").propertyNames()).containsExactly("rejected", "deadLetters", "report");
        assertThat(json.at("/files/deadLetters").isNull()).isTrue();
        assertThat(json.at("/problems").isEmpty()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "COMPLETED, completed, 0",
        "COMPLETED_WITH_PROBLEMS, completed_with_problems, 1",
        "REFUSED, refused, 2",
        "STOPPED, stopped, 3"
    })
    void eachStatusHasItsWordAndItsExitCode(Status status, String spelling, int exitCode) {
        assertThat(status.spelling()).isEqualTo(spelling);
        assertThat(report(status, ALL_DELIVERED).exitCode()).isEqualTo(exitCode);
        assertThat(report(status, ALL_DELIVERED, finding(Code.BLOCKED, Level.STOP))
                        .exitCode())
                .isEqualTo(exitCode);
    }

    @ParameterizedTest
    @CsvSource({"AUTH_REJECTED, 4", "AUTH_FORBIDDEN, 4", "AUTH_MISSING, 2"})
    void refusedCredentialsHaveAnExitCodeOfTheirOwn(Code code, int exitCode) {
        assertThat(report(Status.REFUSED, ALL_DELIVERED, finding(code, Level.STOP))
                        .exitCode())
                .isEqualTo(exitCode);
    }

    @Test
    void countsThatDoNotAddUpAreADefect() {
        assertThat(new Counts(15, 1, 2, 10, 1, 1, 2).read()).isEqualTo(15);
        assertThat(new Counts(15, 1, 5, 2, 5, 1, 1, 2).filtered()).isEqualTo(5);
        assertThatThrownBy(() -> new Counts(15, 1, 5, 2, 10, 1, 1, 2)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Counts(15, 1, 2, 10, 1, 1, 3))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the counts do not add up: read 15 + removed 1 = filtered 0 + unchanged 2 + delivered 10 +"
                        + " rejected 1 + dead letters 1 + pending 3");
        assertThatThrownBy(() -> new Counts(1, 0, 0, 2, 0, 0, -1)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void whatAReportHoldsCannotBeChanged() {
        RunReport report = full();

        assertThatThrownBy(() -> report.problems().clear()).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> report.fields().missing().clear()).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> report.problems().getFirst().examples().clear())
                .isInstanceOf(UnsupportedOperationException.class);
        assertThat(report.fields().missing()).containsExactly(Map.entry("zip", 2L), Map.entry("city", 1L));
    }
}
