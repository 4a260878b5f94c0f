package dev.upserter.sql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.upserter.batch.Api;
import dev.upserter.config.SyncConfig;
import dev.upserter.delivery.http.Credentials;
import dev.upserter.problem.Code;
import dev.upserter.report.RunReport;
import dev.upserter.report.Status;
import dev.upserter.run.Plan;
import dev.upserter.run.option.PlanFile;
import dev.upserter.run.option.Resume;
import dev.upserter.run.option.RunOptions;
import dev.upserter.run.option.StateUse;
import dev.upserter.sandbox.Sandbox;
import dev.upserter.sandbox.fault.Answer;
import dev.upserter.source.DataFile;
import dev.upserter.sync.OneSync;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The rows of a planned query are saved beside the plan: apply sends these, whatever the tables hold by then. */
class PlanOfQueryTest {
    private static final int ROWS = 10;

    @TempDir
    Path folder;

    private Sandbox sandbox;
    private SyncConfig config;

    @BeforeEach
    void start() throws Exception {
        sandbox = Sandbox.start();
        config = SyncConfig.builder("people", "id")
                .endpoint(sandbox.endpoint())
                .incremental(true)
                .api(Api.SINGLE)
                .parallelism(1)
                .credentials(new Credentials(sandbox.siteId(), sandbox.apiKey()))
                .build();
        table(1, ROWS);
    }

    @AfterEach
    void close() {
        sandbox.close();
    }

    private void table(int from, int to) throws Exception {
        Files.deleteIfExists(folder.resolve("t.parquet"));
        Duck.execute("copy (select n as id, 'plan ' || n as plan from range(" + from + ", " + (to + 1) + ") r(n)) to '"
                + folder.resolve("t.parquet") + "'");
    }

    private RunOptions options() {
        return RunOptions.in(folder.resolve("state")).withConfiguration(folder.resolve("people.yaml"));
    }

    private PlanFile plan() throws Exception {
        var query = (DataFile.Query) Reading.query("select id, plan from 't.parquet'", folder);
        Path file = folder.resolve("plan.json");
        DataFile rows = Plan.freeze(query, config, options(), folder.resolve("plan.json.rows"));
        Plan plan = OneSync.of(config).plan(rows, options());
        assertThat(plan.people().added()).isEqualTo(ROWS);
        Files.writeString(file, plan.toJson(folder));
        return PlanFile.read(file);
    }

    @Test
    void aPlanWhoseRowsAreGoneNamesTheirFile() throws Exception {
        PlanFile plan = plan();
        Files.delete(folder.resolve("plan.json.rows"));

        RunReport report =
                OneSync.of(config).run(plan.source("<query>"), options().withState(StateUse.of(plan)));

        assertThat(report.status()).isEqualTo(Status.REFUSED);
        assertThat(report.problems()).singleElement().satisfies(finding -> {
            assertThat(finding.code()).isEqualTo(Code.INPUT_NOT_FOUND);
            assertThat(finding.examples().getFirst().location()).endsWith("plan.json.rows");
        });
        assertThat(sandbox.peopleCount()).isZero();
    }

    @Test
    void applySendsTheRowsThatWerePlanned() throws Exception {
        PlanFile plan = plan();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("plan.json.rows"))))
                .isEqualTo("rw-------");
        table(101, 120);

        RunReport report =
                OneSync.of(config).run(plan.source("<query>"), options().withState(StateUse.of(plan)));

        assertThat(report.exitCode()).isZero();
        assertThat(sandbox.peopleCount()).isEqualTo(ROWS);
        assertThat(sandbox.person("1")).isPresent();
        assertThat(sandbox.person("101")).isEmpty();
    }

    @Test
    void anApplyThatWasStoppedGoesOnWithTheSameRows() throws Exception {
        PlanFile plan = plan();
        sandbox.answerNext(Answer.normal(), Answer.normal(), Answer.status(401));
        RunReport stopped =
                OneSync.of(config).run(plan.source("<query>"), options().withState(StateUse.of(plan)));
        assertThat(stopped.status()).isEqualTo(Status.STOPPED);
        Files.delete(folder.resolve("plan.json.rows"));
        table(101, 120);

        RunReport resumed = OneSync.of(config)
                .run(
                        Reading.query("select id, plan from 't.parquet'", folder),
                        options().withResume(new Resume.Of(stopped.run())));

        assertThat(resumed.exitCode()).as(resumed.toJson()).isZero();
        assertThat(sandbox.peopleCount()).isEqualTo(ROWS);
        assertThat(sandbox.person("101")).isEmpty();
    }

    @Test
    void rowsThatWereChangedAreRefused() throws Exception {
        PlanFile plan = plan();
        Path rows = folder.resolve("plan.json.rows");
        Files.writeString(rows, Files.readString(rows).replace("plan 3", "plan 4"));

        RunReport report =
                OneSync.of(config).run(plan.source("<query>"), options().withState(StateUse.of(plan)));

        assertThat(report.status()).isEqualTo(Status.REFUSED);
        assertThat(report.toJson()).contains("PLAN_OUTDATED", "the data changed");
        assertThat(sandbox.peopleCount()).isZero();
    }
}
