package dev.upserter.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.upserter.batch.Api;
import dev.upserter.plan.Allowance;
import dev.upserter.problem.Code;
import dev.upserter.problem.Level;
import dev.upserter.report.Counts;
import dev.upserter.report.Finding;
import dev.upserter.report.RunReport;
import dev.upserter.report.Status;
import dev.upserter.sandbox.Sandbox;
import dev.upserter.source.DataFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a run does with data that are not as they should be. */
class InputTest {
    @TempDir
    Path folder;

    private final Sandbox sandbox = Sandbox.start();

    @AfterEach
    void close() {
        sandbox.close();
    }

    private Trial trial() {
        return new Trial(folder, sandbox);
    }

    private static void assertRefused(RunReport report, Code code, String location) {
        assertThat(report.status()).isEqualTo(Status.REFUSED);
        assertThat(report.exitCode()).isEqualTo(2);
        assertThat(report.problems()).singleElement().satisfies(finding -> {
            assertThat(finding.code()).isEqualTo(code);
            assertThat(finding.count()).isEqualTo(1);
            assertThat(finding.examples().getFirst().location()).isEqualTo(location);
        });
    }

    @Test
    void aSmallFileThatBreaksOffSendsNothing() {
        RunReport report = trial().run("[{\"id\":1},\n{\"id\":2},\n{\"id\":");

        assertRefused(report, Code.INPUT_UNREADABLE, "data.json:3:6");
        assertThat(report.records()).isEqualTo(new Counts(2, 0, 0, 0, 0, 0, 2));
        assertThat(sandbox.stats().requests()).isZero();
    }

    @Test
    void ofALargeFileTheRowsBeforeTheBreakArrive() {
        String rows = Rows.people(1500, 900);

        RunReport report = trial().run(rows.substring(0, rows.length() - 1) + ",\n{\"id\":tru");

        assertThat(report.status()).isEqualTo(Status.STOPPED);
        assertThat(report.exitCode()).isEqualTo(3);
        assertThat(report.records()).isEqualTo(new Counts(1500, 0, 0, 1500, 0, 0, 0));
        assertThat(sandbox.peopleCount()).isEqualTo(1500);
        assertThat(report.problems()).extracting(Finding::code).containsExactly(Code.INPUT_UNREADABLE);
        assertThat(report.problems().getFirst().examples().getFirst().location())
                .startsWith("data.json:1501:");
    }

    @Test
    void rowsOneByOneArriveUpToTheBreak() {
        RunReport report = trial().config(config -> config.api(Api.SINGLE)).run("[{\"id\":1},{\"id\":2}");

        assertThat(report.status()).isEqualTo(Status.STOPPED);
        assertThat(report.records()).isEqualTo(new Counts(2, 0, 0, 2, 0, 0, 0));
    }

    @ParameterizedTest
    @EnumSource(Api.class)
    void aBrokenStreamIsABrokenFile(Api api) {
        RunReport report = trial().config(config -> config.api(api)).runStreamed("[{\"id\":1} {\"id\":2}]");

        assertThat(report.problems().getFirst().examples().getFirst().location())
                .startsWith("<stdin>:1:");
        assertThat(report.status()).isEqualTo(api == Api.BATCH ? Status.REFUSED : Status.STOPPED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", " [ ] "})
    void dataWithoutRowsAreRefusedUnlessTheyMayBeEmpty(String data) {
        RunReport refused = trial().run(data);
        RunReport warned = trial().config(config -> config.guard(Code.INPUT_EMPTY, Level.WARN))
                .run(data);
        RunReport silent = trial().config(config -> config.guard(Code.INPUT_EMPTY, Level.OFF))
                .run(data);

        assertThat(refused.status()).isEqualTo(Status.REFUSED);
        assertThat(refused.exitCode()).isEqualTo(2);
        assertThat(refused.problems()).extracting(Finding::code).containsExactly(Code.INPUT_EMPTY);
        assertThat(warned.status()).isEqualTo(Status.COMPLETED);
        assertThat(warned.problems()).extracting(Finding::code).containsExactly(Code.INPUT_EMPTY);
        assertThat(silent.problems()).isEmpty();
    }

    @Test
    void whatHoldsNoRowsIsRefused() {
        assertRefused(trial().run(""), Code.INPUT_UNREADABLE, "data.json");
        assertRefused(trial().run("\"id\""), Code.INPUT_UNREADABLE, "data.json:1:1");
        assertThat(sandbox.stats().requests()).isZero();
    }

    @Test
    void whatIsNoFileIsRefused() {
        assertRefused(
                trial().run(new DataFile.OnDisk(folder.resolve("none.json"), "none.json")),
                Code.INPUT_NOT_FOUND,
                "none.json");
        assertRefused(trial().run(new DataFile.OnDisk(folder, "folder")), Code.INPUT_NOT_FOUND, "folder");
    }

    @Test
    void rowsFromAStreamArrive() {
        RunReport report = trial().runStreamed("[{\"id\":1},{\"id\":2}]");

        assertThat(report.status()).isEqualTo(Status.COMPLETED);
        assertThat(sandbox.peopleCount()).isEqualTo(2);
    }

    @Test
    void badRowsAreRejectedAndAllOthersArrive() throws Exception {
        byte[] latin1 = "[{\"id\":1},\n{},\n7,\n{\"id\":2,\"name\":\"M\u00fcller\"},\n{\"id\":false},\n{\"id\":3}]"
                .getBytes(StandardCharsets.ISO_8859_1);
        Path file = Files.write(folder.resolve("latin1.json"), latin1);

        RunReport report = trial().config(config -> config.maxRejected(new Allowance(4, false)))
                .run(new DataFile.OnDisk(file, "latin1.json"));

        assertThat(report.status()).isEqualTo(Status.COMPLETED_WITH_PROBLEMS);
        assertThat(report.exitCode()).isEqualTo(1);
        assertThat(report.records()).isEqualTo(new Counts(6, 0, 0, 2, 4, 0, 0));
        assertThat(report.problems())
                .extracting(Finding::code)
                .containsExactlyInAnyOrder(Code.ID_MISSING, Code.RECORD_NOT_OBJECT, Code.INPUT_ENCODING, Code.KEY_TYPE);
        List<String> lines = Files.readAllLines(report.files().rejected());
        assertThat(lines).hasSize(4);
        assertThat(lines.get(0))
                .isEqualTo("{\"$upserter\":\"rejected\",\"location\":\"latin1.json:2:1\",\"row\":2,"
                        + "\"code\":\"ID_MISSING\",\"reason\":\"the user id (id) is missing\",\"record\":{}}");
    }
}
