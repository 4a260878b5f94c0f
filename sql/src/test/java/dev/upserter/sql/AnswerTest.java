package dev.upserter.sql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.upserter.batch.Api;
import dev.upserter.config.SyncConfig;
import dev.upserter.config.SyncConfigBuilder;
import dev.upserter.delivery.http.Credentials;
import dev.upserter.problem.Code;
import dev.upserter.report.RunReport;
import dev.upserter.report.Status;
import dev.upserter.run.option.Resume;
import dev.upserter.run.option.RunOptions;
import dev.upserter.run.option.StopSignal;
import dev.upserter.sandbox.Sandbox;
import dev.upserter.sandbox.fault.Answer;
import dev.upserter.source.DataFile;
import dev.upserter.source.QueryConfig;
import dev.upserter.sync.OneSync;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The rows of a query are in the run's folder while they are sent. */
class AnswerTest {
    private static final int ROWS = 10;

    @TempDir
    Path folder;

    private Sandbox sandbox;

    @BeforeEach
    void start() throws Exception {
        sandbox = Sandbox.start();
        table(1, ROWS);
    }

    @AfterEach
    void close() {
        sandbox.close();
    }

    private void table(int from, int to) throws Exception {
        Files.deleteIfExists(folder.resolve("t.parquet"));
        Duck.execute("copy (select n as id, 'plan ' || n as plan from range(" + from + ", " + (to + 1)
                + ") r(n) order by n desc) to '" + folder.resolve("t.parquet") + "'");
    }

    private DataFile query() {
        return Reading.query("select id, plan from 't.parquet'", folder);
    }

    private SyncConfigBuilder config() {
        return SyncConfig.builder("people", "id")
                .endpoint(sandbox.endpoint())
                .api(Api.SINGLE)
                .parallelism(1)
                .credentials(new Credentials(sandbox.siteId(), sandbox.apiKey()));
    }

    private RunOptions options(Resume resume) {
        return RunOptions.in(folder.resolve("state"))
                .withConfiguration(folder.resolve("people.yaml"))
                .withResume(resume);
    }

    private RunReport run(Resume resume) {
        return OneSync.of(config().build()).run(query(), options(resume));
    }

    private RunReport stopped() {
        sandbox.answerNext(Answer.normal(), Answer.normal(), Answer.normal(), Answer.status(401));
        RunReport report = run(new Resume.Not());
        assertThat(report.status()).isEqualTo(Status.STOPPED);
        return report;
    }

    private List<Path> answers() throws Exception {
        try (Stream<Path> files = Files.walk(folder.resolve("state"))) {
            return files.filter(file -> file.endsWith("answer.ndjson")).toList();
        }
    }

    @Test
    void theAnswerIsRemovedWhenTheRunCompletes() throws Exception {
        assertThat(run(new Resume.Not()).exitCode()).isZero();

        assertThat(sandbox.peopleCount()).isEqualTo(ROWS);
        assertThat(answers()).isEmpty();
    }

    @Test
    void aRunThatWasStoppedGoesOnWithTheRowsItHadThoughTheTablesHaveChanged() throws Exception {
        RunReport stopped = stopped();
        long before = stopped.records().delivered();
        assertThat(answers()).singleElement().satisfies(file -> {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                    .isEqualTo("rw-------");
        });
        table(101, 120);

        RunReport resumed = run(new Resume.Of(stopped.run()));

        assertThat(resumed.problems()).isEmpty();
        assertThat(resumed.run()).isEqualTo(stopped.run());
        assertThat(resumed.records().read()).isEqualTo(ROWS);
        assertThat(resumed.records().delivered()).isEqualTo(ROWS);
        assertThat(before).isBetween(1L, (long) ROWS - 1);
        assertThat(sandbox.peopleCount()).isEqualTo(ROWS);
        assertThat(answers()).isEmpty();
    }

    @Test
    void strictGoesOnWithTheAnswerOfTheLastRun() throws Exception {
        RunReport stopped = stopped();
        table(101, 120);

        RunReport resumed = run(new Resume.Strict());

        assertThat(resumed.run()).isEqualTo(stopped.run());
        assertThat(resumed.exitCode()).isZero();
        assertThat(sandbox.peopleCount()).isEqualTo(ROWS);
    }

    @Test
    void theSameCommandFinishesThatRunAndAsksAgain() throws Exception {
        RunReport stopped = stopped();
        table(101, 120);

        RunReport next = run(new Resume.Latest());

        assertThat(next.exitCode()).isZero();
        assertThat(next.run()).isNotEqualTo(stopped.run());
        assertThat(next.problems()).isEmpty();
        assertThat(next.records().delivered()).isEqualTo(20);
        assertThat(sandbox.peopleCount()).isEqualTo(ROWS + 20);
        assertThat(answers()).isEmpty();
    }

    @Test
    void aMirrorTakesThePlaceOfARunThatWasStopped() throws Exception {
        sandbox.answerNext(Answer.normal(), Answer.normal(), Answer.status(401));
        OneSync mirror = OneSync.of(config().incremental(true).build());
        RunReport stopped = mirror.run(query(), options(new Resume.Not()));
        assertThat(stopped.status()).isEqualTo(Status.STOPPED);
        assertThat(answers()).hasSize(1);

        RunReport next = mirror.run(query(), options(new Resume.Latest()));

        assertThat(next.exitCode()).isZero();
        assertThat(next.records().unchanged()).isEqualTo(stopped.records().delivered());
        assertThat(sandbox.peopleCount()).isEqualTo(ROWS);
        assertThat(answers()).isEmpty();
    }

    @Test
    void aMirrorGoesOnByItsId() throws Exception {
        sandbox.answerNext(Answer.normal(), Answer.normal(), Answer.status(401));
        OneSync mirror = OneSync.of(config().incremental(true).build());
        RunReport stopped = mirror.run(query(), options(new Resume.Not()));
        table(101, 120);

        RunReport resumed = mirror.run(query(), options(new Resume.Of(stopped.run())));

        assertThat(resumed.exitCode()).isZero();
        assertThat(resumed.records().delivered()).isEqualTo(ROWS);
        assertThat(sandbox.peopleCount()).isEqualTo(ROWS);
    }

    @Test
    void aRunWithoutResumeLeavesTheRowsAndSaysSo() throws Exception {
        stopped();
        table(101, 120);

        RunReport next = run(new Resume.Not());

        assertThat(next.problems()).extracting(finding -> finding.code()).containsExactly(Code.ROWS_ABANDONED);
        assertThat(sandbox.peopleCount()).isEqualTo(20 + 3);
        assertThat(answers()).isEmpty();
    }

    @Test
    void aRunThatWasStoppedBeforeItsAnswerWasWholeAsksAgain() throws Exception {
        var stop = new StopSignal();
        stop.stop();
        RunReport stopped = OneSync.of(config().build())
                .run(query(), options(new Resume.Not()).withStop(stop));
        assertThat(stopped.status()).isEqualTo(Status.STOPPED);
        assertThat(stopped.problems()).extracting(finding -> finding.code()).containsExactly(Code.INTERRUPTED);
        assertThat(answers()).isEmpty();
        table(101, 120);

        RunReport next = run(new Resume.Latest());

        assertThat(next.exitCode()).isZero();
        assertThat(next.problems()).isEmpty();
        assertThat(sandbox.peopleCount()).isEqualTo(20);
    }

    @Test
    void anAnswerThatWasTamperedWithIsNotGoneOnWith() throws Exception {
        RunReport stopped = stopped();
        Path answer = answers().getFirst();
        Files.writeString(answer, Files.readString(answer) + "{\"id\":99}\n");

        RunReport resumed = run(new Resume.Of(stopped.run()));

        assertThat(resumed.problems()).extracting(finding -> finding.code()).containsExactly(Code.RESUME_IMPOSSIBLE);
        assertThat(resumed.problems().getFirst().examples().getFirst().message())
                .contains("the data have changed");
    }

    @Test
    void anAnswerLargerThanItMayBeSendsNothing() throws Exception {
        var wide = new QueryConfig(
                "select range as id, repeat('x', 1000) as note from range(5000)", null, Reading.PLACE, 1 << 20);

        RunReport report = OneSync.of(config().build())
                .run(new DataFile.Query(wide, folder, "<query>"), options(new Resume.Not()));

        assertThat(report.exitCode()).isEqualTo(2);
        assertThat(report.problems()).singleElement().satisfies(finding -> {
            assertThat(finding.code()).isEqualTo(Code.QUERY_FAILED);
            assertThat(finding.examples().getFirst().message())
                    .contains("more than the 1 MB that source.maxAnswer allows");
        });
        assertThat(sandbox.peopleCount()).isZero();
        assertThat(answers()).isEmpty();
    }

    @Test
    void firstRowsOnlyAreAskedForAndNotKept() throws Exception {
        sandbox.answerNext(Answer.normal(), Answer.status(401));
        RunReport stopped = OneSync.of(config().build())
                .run(query(), RunOptions.in(folder.resolve("state")).withLimit(5));
        assertThat(stopped.status()).isEqualTo(Status.STOPPED);
        assertThat(stopped.records().read()).isLessThanOrEqualTo(5);
        assertThat(answers()).isEmpty();
    }
}
