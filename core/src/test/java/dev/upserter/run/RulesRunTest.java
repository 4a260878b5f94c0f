package dev.upserter.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import dev.upserter.history.RunId;
import dev.upserter.mapping.spec.Cast;
import dev.upserter.mapping.spec.Expression;
import dev.upserter.mapping.spec.FieldPath;
import dev.upserter.mapping.spec.Rule;
import dev.upserter.mapping.spec.RunVariable;
import dev.upserter.mapping.spec.ValueOrigin;
import dev.upserter.plan.Allowance;
import dev.upserter.problem.Code;
import dev.upserter.problem.Level;
import dev.upserter.report.Counts;
import dev.upserter.report.Finding;
import dev.upserter.report.RunReport;
import dev.upserter.report.Status;
import dev.upserter.sandbox.Sandbox;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RulesRunTest {
    private static final Rule SEATS = new Rule(
            "seats",
            Expression.of(new ValueOrigin.Field(new FieldPath("seats"))).as(new Cast.WholeNumber()));
    private static final String ROWS =
            "[{\"id\":1,\"status\":\"on\",\"seats\":\"12\"},{\"id\":2,\"status\":\"off\",\"seats\":1},"
                    + "{\"id\":3,\"status\":\"on\",\"seats\":\"SECRET\"},{\"status\":\"off\"},{\"status\":\"on\",\"seats\":1}]";

    @TempDir
    Path folder;

    private Sandbox sandbox;

    @BeforeEach
    void start() throws IOException {
        sandbox = Sandbox.start();
    }

    @AfterEach
    void stop() {
        sandbox.close();
    }

    private Trial trial() {
        return new Trial(folder, sandbox);
    }

    @Test
    void filteredRowsAreCountedApartAndCastsThatFailRejectTheirRows() throws IOException {
        RunReport report = trial().config(
                        config -> config.rule(SEATS).filter("status == 'on'").maxRejected(new Allowance(100, true)))
                .run(ROWS);

        assertThat(report.records()).isEqualTo(new Counts(5, 0, 2, 0, 1, 2, 0, 0));
        assertThat(report.status()).isEqualTo(Status.COMPLETED_WITH_PROBLEMS);
        assertThat(report.problems()).extracting(Finding::code).containsExactly(Code.ID_MISSING, Code.CAST_FAILED);
        assertThat(report.toJson()).contains("\"filtered\" : 2").doesNotContain("SECRET");
        assertThat(sandbox.person("1").orElseThrow().attributes()).containsOnly(entry("seats", "12"));
        assertThat(sandbox.peopleCount()).isEqualTo(1);
        assertThat(Files.readString(report.files().rejected()))
                .contains("\"code\":\"CAST_FAILED\"", "\"reason\":\"the attribute seats cannot be made a whole number");
    }

    @Test
    void aFailedCastMayLeaveTheAttributeOut() {
        RunReport report = trial().config(config -> config.rule(SEATS).guard(Code.CAST_FAILED, Level.WARN))
                .run("[{\"id\":3,\"seats\":\"SECRET\"}]");

        assertThat(report.status()).isEqualTo(Status.COMPLETED);
        assertThat(report.problems()).singleElement().satisfies(finding -> {
            assertThat(finding.code()).isEqualTo(Code.CAST_FAILED);
            assertThat(finding.level()).isEqualTo(Level.WARN);
            assertThat(finding.fields()).isEqualTo(Map.of("seats", 1L));
        });
        assertThat(sandbox.person("3").orElseThrow().attributes()).isEmpty();
    }

    @Test
    void aFailedCastMayStopTheRunBeforeAnythingIsSent() {
        RunReport report = trial().config(config -> config.rule(SEATS).guard(Code.CAST_FAILED, Level.STOP))
                .run("[{\"id\":1,\"seats\":1},{\"id\":3,\"seats\":\"x\"}]");

        assertThat(report.status()).isEqualTo(Status.REFUSED);
        assertThat(sandbox.peopleCount()).isZero();
    }

    @Test
    void aFilterThatLeavesNobodyIsTold() {
        Trial trial = trial().config(
                        config -> config.rule(SEATS).filter("satus == 'on'").guard(Code.COLUMN_MISSING, Level.WARN));
        RunReport report = trial.run(ROWS);

        assertThat(report.records()).isEqualTo(new Counts(5, 0, 5, 0, 0, 0, 0, 0));
        assertThat(report.status()).isEqualTo(Status.COMPLETED);
        assertThat(report.problems())
                .extracting(Finding::code)
                .containsExactly(Code.INPUT_EMPTY_AFTER_FILTER, Code.COLUMN_MISSING);
        assertThat(report.problems().getLast().examples().getFirst().message())
                .isEqualTo("the field of filter satus occurs in no row. Did you mean status?");

        RunReport stopped = trial.config(config -> config.guard(Code.INPUT_EMPTY_AFTER_FILTER, Level.STOP))
                .run(ROWS);
        assertThat(stopped.status()).isEqualTo(Status.REFUSED);
    }

    @Test
    void theRunOfARuleIsThatOfTheReport() {
        RunReport report = trial().config(config -> config.rule(
                                new Rule("run", Expression.of(new ValueOrigin.OfRun(RunVariable.ID))))
                        .rule(new Rule("at", Expression.of(new ValueOrigin.OfRun(RunVariable.TIME)))))
                .run("[{\"id\":1}]");

        Map<String, String> attributes = sandbox.person("1").orElseThrow().attributes();
        assertThat(attributes).containsEntry("run", "\"" + report.run() + "\"");
        assertThat(Long.parseLong(attributes.get("at")))
                .isBetween(Instant.now().getEpochSecond() - 60, Instant.now().getEpochSecond());
        assertThat(RunId.variables("20260101-000000-0000").time()).isEqualTo(1767225600);
    }
}
