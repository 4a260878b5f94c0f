package dev.upserter.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.upserter.history.Scope;
import dev.upserter.problem.Code;
import dev.upserter.problem.ProblemException;
import dev.upserter.report.Finding;
import dev.upserter.report.RunReport;
import dev.upserter.sandbox.Sandbox;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How many people a run may add, and what they cost, where the state tells who is new. */
class NewPeopleTest {
    private static final String PLAIN = "userId: id\nincremental: true\n";

    @TempDir
    Path folder;

    private final Sandbox sandbox = Sandbox.start();

    @AfterEach
    void close() {
        sandbox.close();
    }

    private Written written(String keys) {
        return new Written(folder, sandbox, PLAIN + keys);
    }

    private static String people(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> "{\"id\":\"" + i + "\",\"n\":1}")
                .collect(Collectors.joining(",", "[", "]"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"maxNew: 2\n", "maxNew: 20%\n"})
    void tooManyNewPeopleStopTheRunBeforeTheFirstCall(String most) throws IOException {
        assertThat(written(most).run(people(10)).exitCode()).isZero();

        RunReport tooMany = written(most).run(people(13));
        assertThat(tooMany.exitCode()).isEqualTo(2);
        assertThat(tooMany.problems()).extracting(Finding::code).contains(Code.NEW_LIMIT);
        assertThat(tooMany.requests().sent()).isZero();
        assertThat(sandbox.person("12")).isEmpty();

        RunReport full = written(most)
                .options(options -> options.withState(options.state().withScope(Scope.FULL)))
                .run(people(13));
        assertThat(full.exitCode()).isEqualTo(2);

        assertThat(written(most).run(people(12)).exitCode()).isZero();
        assertThat(written("maxNew: 3\n").run(people(15)).exitCode()).isZero();
    }

    @Test
    void aBaselineTellsWhoIsNew() throws IOException {
        written("")
                .options(options -> options.withState(options.state().withScope(Scope.BASELINE)))
                .run(people(3));

        RunReport report = written("maxNew: 1\n").run(people(5));
        assertThat(report.problems()).extracting(Finding::code).contains(Code.NEW_LIMIT);
    }

    private RunReport baseline(String json, int limit) throws IOException {
        return written("")
                .options(options ->
                        options.withLimit(limit).withState(options.state().withScope(Scope.BASELINE)))
                .run(json);
    }

    private void plain() throws IOException {
        new Written(folder, sandbox, "sync: written\nuserId: id\n").run(people(5));
    }

    /** A run without a state has completed, and the state holds some of the people only. */
    @Test
    void aBaselineOfAPartDoesNotTellWhoIsNew() throws IOException {
        plain();
        assertThat(baseline(people(5), 2).exitCode()).isZero();

        String create = "mode: create\n";
        assertThat(written(create).run(people(9)).problems())
                .extracting(Finding::code)
                .contains(Code.APP_KEY_MISSING);
        RunReport some = written("maxNew: 1\npricePerProfile: 1\n").run(people(5));
        assertThat(some.exitCode()).isZero();
        assertThat(some.problems()).extracting(Finding::code).doesNotContain(Code.NEW_LIMIT, Code.NEW_COST);

        assertThat(written(create).run(people(9)).records().delivered()).isEqualTo(4);
    }

    @Test
    void aStateThatBeginsAgainDoesNotTellWhoIsNew() throws IOException {
        written("").run(people(5));
        Files.delete(folder.resolve("state/syncs/written/state"));
        baseline(people(5), 2);

        assertThat(written("maxNew: 1\n").run(people(5)).exitCode()).isZero();
        assertThat(written("maxNew: 1\n").run(people(9)).exitCode()).isEqualTo(2);
    }

    @Test
    void planAndReportSayWhatTheNewOnesCost() throws IOException {
        String price = "pricePerProfile: 0.009\n";
        RunReport first = written(price).run(people(3));
        assertThat(first.problems()).extracting(Finding::code).doesNotContain(Code.NEW_COST);

        RunReport plan = written(price)
                .options(options -> options.withDryRun())
                .start(people(30))
                .plan()
                .report();
        RunReport run = written(price).run(people(30));
        for (RunReport report : new RunReport[] {plan, run}) {
            assertThat(report.problems().stream()
                            .filter(finding -> finding.code() == Code.NEW_COST)
                            .map(finding -> finding.examples().getFirst().message()))
                    .containsExactly("27 people are new, as far as the state tells. At 0.009 each they cost 0.243");
        }
        assertThat(written(price).run(people(30)).problems())
                .extracting(Finding::code)
                .doesNotContain(Code.NEW_COST);
    }

    @Test
    void whereNobodyIsAddedNothingIsSaid() throws IOException {
        String keys = "mode: update\nmaxNew: 0\npricePerProfile: 1\n";
        written(keys).run(people(1));
        RunReport report = written(keys).run(people(9));

        assertThat(report.exitCode()).isZero();
        assertThat(report.problems()).extracting(Finding::code).doesNotContain(Code.NEW_COST, Code.NEW_LIMIT);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "pricePerProfile: -1\n;3:18: pricePerProfile must be a number",
                "pricePerProfile: much\n;3:18: pricePerProfile must be a number",
                "maxNew: 200%\n;3:9: maxNew must be a share",
                "type: device\ndevice: d\nmaxNew: 3\n;5:1: maxNew says nothing where type is device",
                "type: segment\nsegment: 7\npricePerProfile: 3\n;5:1: pricePerProfile says nothing"
            })
    void aWrongValueIsToldAtItsPlace(String text) {
        String[] parts = text.split(";", -1);
        ProblemException refused = catchThrowableOfType(
                ProblemException.class, () -> written(parts[0]).config());

        assertThat(refused.problems()).hasSize(1);
        assertThat(refused.problems().getFirst().toString()).contains(parts[1]);
    }
}
