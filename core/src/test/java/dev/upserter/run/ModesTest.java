package dev.upserter.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.upserter.batch.Api;
import dev.upserter.config.SyncConfig;
import dev.upserter.delivery.http.Credentials;
import dev.upserter.problem.Code;
import dev.upserter.problem.Level;
import dev.upserter.report.Counts;
import dev.upserter.report.Finding;
import dev.upserter.report.RunReport;
import dev.upserter.report.Status;
import dev.upserter.run.option.RunOptions;
import dev.upserter.sandbox.Sandbox;
import dev.upserter.sandbox.fault.Answer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Runs that are to stop at a problem, to send a part, or to send nothing. */
class ModesTest {
    private static final String BAD_THIRD = "[{\"id\":1},{\"id\":2},\n{\"id\":false},{\"id\":4}]";

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

    @ParameterizedTest
    @EnumSource(Api.class)
    void aGuardThatStopsLetsNothingOfAFileGo(Api api) {
        RunReport report = trial().config(config -> config.api(api).guard(Code.KEY_TYPE, Level.STOP))
                .run(BAD_THIRD);

        assertThat(report.status()).isEqualTo(Status.REFUSED);
        assertThat(report.exitCode()).isEqualTo(2);
        assertThat(report.records()).isEqualTo(new Counts(3, 0, 0, 0, 1, 0, 2));
        assertThat(report.problems()).singleElement().satisfies(finding -> {
            assertThat(finding.code()).isEqualTo(Code.KEY_TYPE);
            assertThat(finding.level()).isEqualTo(Level.STOP);
            assertThat(finding.count()).isEqualTo(1);
            assertThat(finding.examples().getFirst().location()).isEqualTo("data.json:2:1");
        });
        assertThat(sandbox.stats().requests()).isZero();
    }

    @Test
    void aGuardThatFindsNothingCountsNothingTwice() {
        RunReport report = trial().config(config -> config.guard(Code.KEY_TYPE, Level.STOP))
                .run("[{\"id\":1},{\"id\":\" \"}]");

        assertThat(report.status()).isEqualTo(Status.COMPLETED_WITH_PROBLEMS);
        assertThat(report.records()).isEqualTo(new Counts(2, 0, 0, 1, 1, 0, 0));
        assertThat(report.problems()).extracting(Finding::count).containsExactly(1L);
    }

    @Test
    void aGuardThatStopsStopsAStreamWhenItComesToTheProblem() {
        RunReport report = trial().config(config -> config.api(Api.SINGLE).guard(Code.KEY_TYPE, Level.STOP))
                .runStreamed(BAD_THIRD);

        assertThat(report.status()).isEqualTo(Status.STOPPED);
        assertThat(report.exitCode()).isEqualTo(3);
        assertThat(report.records()).isEqualTo(new Counts(3, 0, 0, 2, 1, 0, 0));
        assertThat(sandbox.person("4")).isEmpty();
    }

    @Test
    void aMappedFieldThatOccursNowhereIsToldOrStopsTheRun() {
        String data = "[{\"id\":1,\"naem\":\"x\"}]";

        RunReport told = trial().config(config -> config.mapping("name", "name").guard(Code.COLUMN_MISSING, Level.WARN))
                .run(data);
        RunReport stopped =
                trial().config(config -> config.mapping("name", "name")).run(data);

        assertThat(told.status()).isEqualTo(Status.COMPLETED);
        assertThat(told.problems()).singleElement().satisfies(finding -> {
            assertThat(finding.code()).isEqualTo(Code.COLUMN_MISSING);
            assertThat(finding.level()).isEqualTo(Level.WARN);
            assertThat(finding.fields()).containsExactly(Map.entry("name", 1L));
            assertThat(finding.examples().getFirst().message())
                    .isEqualTo("the mapped field name occurs in no row. Did you mean naem?");
        });
        assertThat(told.fields().leftBehind()).containsExactly("naem");
        assertThat(stopped.status()).isEqualTo(Status.REFUSED);
        assertThat(stopped.records()).isEqualTo(new Counts(0, 0, 0, 0, 0, 0, 0));
        assertThat(stopped.problems())
                .singleElement()
                .satisfies(finding -> assertThat(finding.examples().getFirst().message())
                        .isEqualTo("none of the mapped fields is in any row: name (did you mean naem?)."
                                + " This may be another file. Nothing was sent"));
        assertThat(sandbox.stats().requests()).isEqualTo(1);
    }

    @Test
    void aLimitedRunReadsNoRowBeyondTheLimit() {
        RunReport report =
                trial().options(options -> options.withLimit(2)).run("[{\"id\":1},{\"id\":2},{\"id\":false},");

        assertThat(report.status()).isEqualTo(Status.COMPLETED);
        assertThat(report.records()).isEqualTo(new Counts(2, 0, 0, 2, 0, 0, 0));
    }

    @Test
    void aDryRunSendsNothingAndSaysWhatItWouldSend() throws Exception {
        RunReport report = trial().options(RunOptions::withDryRun).run(BAD_THIRD);

        assertThat(report.status()).isEqualTo(Status.COMPLETED_WITH_PROBLEMS);
        assertThat(report.destination()).isEqualTo("nowhere (dry run)");
        assertThat(report.records()).isEqualTo(new Counts(4, 0, 0, 0, 1, 0, 3));
        assertThat(report.requests().sent()).isZero();
        assertThat(Files.readString(report.files().rejected())).contains("KEY_TYPE");
        assertThat(sandbox.stats().requests()).isZero();
    }

    @Test
    void aCheckTestsTheCredentialsAndSendsNobody() {
        RunReport good = trial().check(BAD_THIRD);

        assertThat(good.status()).isEqualTo(Status.COMPLETED_WITH_PROBLEMS);
        assertThat(good.records()).isEqualTo(new Counts(4, 0, 0, 0, 1, 0, 3));
        assertThat(good.files().report()).isNull();
        assertThat(sandbox.stats().requests()).isEqualTo(1);
        assertThat(sandbox.peopleCount()).isZero();
        assertThat(folder.resolve("state")).doesNotExist();

        sandbox.answerNextRegion(Answer.status(401));
        RunReport bad = trial().check(BAD_THIRD);
        assertThat(bad.status()).isEqualTo(Status.REFUSED);
        assertThat(bad.exitCode()).isEqualTo(4);
        assertThat(bad.records()).isEqualTo(good.records());
        assertThat(bad.problems()).extracting(Finding::code).containsExactly(Code.AUTH_REJECTED, Code.KEY_TYPE);
    }

    @Test
    void withoutCredentialsNothingIsSentButADryRunIsPossible() {
        SyncConfig config =
                SyncConfig.builder("trial", "id").endpoint(sandbox.endpoint()).build();
        Trial trial = trial();
        var options = RunOptions.in(folder.resolve("state"));

        RunReport real = new Run(config, trial.file(BAD_THIRD), options, Trial.surroundings()).execute();
        RunReport dry = new Run(config, trial.file(BAD_THIRD), options.withDryRun(), Trial.surroundings()).execute();

        assertThat(real.status()).isEqualTo(Status.REFUSED);
        assertThat(real.exitCode()).isEqualTo(2);
        assertThat(real.problems()).extracting(Finding::code).containsExactly(Code.AUTH_MISSING);
        assertThat(dry.status()).isEqualTo(Status.COMPLETED_WITH_PROBLEMS);
        assertThat(sandbox.stats().requests()).isZero();
    }

    @Test
    void onlyPeopleWhoExistAreUpdatedInThatMode() {
        trial().run("[{\"id\":\"known\",\"n\":1}]");

        for (Api api : Api.values()) {
            RunReport report = trial().config(config -> config.api(api).updateOnly(true))
                    .run("[{\"id\":\"known\",\"n\":2},{\"id\":\"new\",\"n\":2}]");
            assertThat(report.status()).isEqualTo(Status.COMPLETED);
        }
        assertThat(sandbox.person("known").orElseThrow().attributes()).containsEntry("n", "2");
        assertThat(sandbox.person("new")).isEmpty();
    }

    @Test
    void credentialsAreInNoFileAndNoText() throws Exception {
        sandbox.refuse("1", "invalid", "id", "no");
        var secret = new Credentials("the-site-id", "the-api-key");
        RunReport report = trial().config(config -> config.credentials(secret)).run(BAD_THIRD);
        assertThat(report.exitCode()).isEqualTo(4);
        trial().run(BAD_THIRD);

        try (var files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                assertThat(Files.readString(file))
                        .as(file.toString())
                        .doesNotContain("the-site-id", "the-api-key", "sandbox-site", "sandbox-key");
            }
        }
        SyncConfig config =
                SyncConfig.builder("trial", "id").credentials(secret).build();
        assertThat(config + report.toString() + secret).doesNotContain("the-site-id", "the-api-key");
    }
}
