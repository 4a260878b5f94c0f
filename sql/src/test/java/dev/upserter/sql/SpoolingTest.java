package dev.upserter.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.upserter.config.SyncConfig;
import dev.upserter.config.SyncConfigBuilder;
import dev.upserter.delivery.http.Credentials;
import dev.upserter.delivery.http.Region;
import dev.upserter.delivery.http.Surroundings;
import dev.upserter.problem.Code;
import dev.upserter.report.RunReport;
import dev.upserter.run.Run;
import dev.upserter.run.option.Resume;
import dev.upserter.run.option.RunOptions;
import dev.upserter.sandbox.Sandbox;
import dev.upserter.sandbox.fault.Answer;
import dev.upserter.sync.OneSync;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A process that dies, or runs out of disk space, while it writes a real database's rows to a file. */
@Timeout(120)
class SpoolingTest {
    private static final int ROWS = 4000;
    /** More than is buffered, and less than there is. */
    private static final int HALF = 2000;

    private static final int LOCK = 7215;
    private static final String ALL =
            "select n as id, repeat('x', 200) as note from generate_series(1, " + ROWS + ") n";
    /** Pauses in the middle of its rows while somebody holds the lock. */
    private static final String HALTING = "select n as id, repeat('x', 200) as note,"
            + " case when n = " + HALF + " then pg_advisory_xact_lock_shared(" + LOCK + ")::text end as halt"
            + " from generate_series(1, " + ROWS + ") n";

    @TempDir
    Path folder;

    private Postgres server;
    private Sandbox sandbox;

    @BeforeEach
    void start() throws Exception {
        server = WithPostgres.server();
        sandbox = Sandbox.start();
    }

    @AfterEach
    void close() {
        sandbox.close();
    }

    private Path state() {
        return folder.resolve("state");
    }

    private List<Path> answers() throws Exception {
        try (Stream<Path> files = Files.isDirectory(state()) ? Files.walk(state()) : Stream.empty()) {
            return files.filter(file -> file.endsWith("answer.ndjson")).toList();
        }
    }

    private boolean isHalfWritten() {
        try {
            List<Path> files = answers();
            return !files.isEmpty() && Files.size(files.getFirst()) > 0;
        } catch (Exception e) {
            return false;
        }
    }

    private List<String> command(String sql) {
        return RunInChild.command(sandbox.endpoint(), server.url(), sql, state());
    }

    private Path killed() throws Exception {
        try (Connection holder = server.connect();
                Statement statement = holder.createStatement()) {
            statement.execute("select pg_advisory_lock(" + LOCK + ")");
            Process process = new ProcessBuilder(command(HALTING))
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .redirectOutput(folder.resolve("killed.txt").toFile())
                    .start();
            PostgresTest.await(() -> isHalfWritten() || !process.isAlive());
            process.destroyForcibly().waitFor();
            assertThat(process.exitValue()).isEqualTo(128 + 9);
        }
        assertThat(sandbox.peopleCount()).isZero();
        assertThat(answers()).hasSize(1);
        Path answer = answers().getFirst();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(answer)))
                .isEqualTo("rw-------");
        return answer;
    }

    private RunOptions options() {
        return RunOptions.in(state());
    }

    private RunReport run(RunOptions options) {
        SyncConfig config = SyncConfig.builder("people", "id")
                .endpoint(sandbox.endpoint())
                .parallelism(1)
                .credentials(new Credentials(sandbox.siteId(), sandbox.apiKey()))
                .build();
        return OneSync.of(config).run(Reading.query(ALL, Reading.database(server.url())), options);
    }

    @Test
    void aKillWhileTheAnswerIsWrittenSendsNothingAndTheSameCommandSendsAll() throws Exception {
        killed();

        RunReport next = run(options().withResume(new Resume.Latest()));

        assertThat(next.exitCode()).as(next.toJson()).isZero();
        assertThat(next.records().delivered()).isEqualTo(ROWS);
        assertThat(sandbox.peopleCount()).isEqualTo(ROWS);
        assertThat(answers()).isEmpty();
    }

    @Test
    void theRunThatWasKilledGoesOnByItsIdAndAsksAgain() throws Exception {
        Path answer = killed();
        String run = String.valueOf(state().resolve("runs").relativize(answer).getName(0));

        RunReport next = run(options().withResume(new Resume.Of(run)));

        assertThat(next.exitCode()).as(next.toJson()).isZero();
        assertThat(next.run()).isEqualTo(run);
        assertThat(sandbox.peopleCount()).isEqualTo(ROWS);
        assertThat(answers()).isEmpty();
    }

    @Test
    void whateverRunOfTheSyncComesNextRemovesHalfAnAnswer() throws Exception {
        killed();
        assertThat(run(options()).exitCode()).isZero();
        assertThat(answers()).isEmpty();
    }

    @Test
    void aRunOfTheFirstRowsLeavesARunThatCanGoOnItsAnswer() throws Exception {
        sandbox.answerNext(Answer.normal(), Answer.status(401));
        assertThat(run(options()).exitCode()).isEqualTo(4);
        assertThat(answers()).hasSize(1);

        assertThat(run(options().withLimit(5)).exitCode()).isZero();

        assertThat(answers()).hasSize(1);
    }

    @Test
    void aDiskThatIsFullWhileTheAnswerIsWrittenSendsNothingAndTheNextRunIsRight() throws Exception {
        assumeTrue(isMountPossible(), "mounting is not possible here");
        Files.createDirectory(state());
        Path left = folder.resolve("left");
        String script = "mount -t tmpfs -o size=256k tmpfs " + state() + "; \"$@\" >" + folder.resolve("full.json")
                + "; code=$?; find " + state() + " -name answer.ndjson >" + left
                + "; mount -o remount,size=32m " + state() + "; \"$@\" >" + folder.resolve("next.json")
                + " || exit 99; find " + state() + " -name answer.ndjson >>" + left + "; exit $code";

        assertThat(mounting(script, command(ALL))).isEqualTo(3);

        JsonNode full = new ObjectMapper().readTree(folder.resolve("full.json").toFile());
        assertThat(full.at("/problems/0/code").textValue()).isEqualTo("OUT_OF_RESOURCES");
        assertThat(full.at("/problems/0/examples/0/message").textValue()).contains("the disk is full");
        assertThat(full.at("/problems/0/help").textValue()).contains("--state");
        assertThat(full.at("/records/delivered").intValue()).isZero();
        assertThat(left).isEmptyFile();
        JsonNode next = new ObjectMapper().readTree(folder.resolve("next.json").toFile());
        assertThat(next.at("/records/delivered").intValue()).isEqualTo(ROWS);
        assertThat(sandbox.peopleCount()).isEqualTo(ROWS);
    }

    /** Runs while somebody holds the lock, at which the query pauses. */
    private RunReport halting(SyncConfigBuilder config, String sql, RunOptions options) throws Exception {
        try (Connection holder = server.connect();
                Statement statement = holder.createStatement()) {
            statement.execute("select pg_advisory_lock(" + LOCK + ")");
            return new Run(
                            config.build(),
                            Reading.query(sql, Reading.database(server.url())),
                            options,
                            Surroundings.real()
                                    .withHosts(Map.of(Region.EU, sandbox.endpoint(), Region.US, sandbox.endpoint())))
                    .execute();
        }
    }

    private void assertRefused(RunReport report, Code code, int exitCode) throws Exception {
        assertThat(report.problems())
                .as(report.toJson())
                .extracting(finding -> finding.code())
                .containsExactly(code);
        assertThat(report.exitCode()).isEqualTo(exitCode);
        assertThat(answers()).isEmpty();
    }

    @Test
    void aMissingColumnIsReportedWithTheFirstRow() throws Exception {
        SyncConfigBuilder config = SyncConfig.builder("people", "id")
                .credentials(new Credentials(sandbox.siteId(), sandbox.apiKey()))
                .mapping("nosuch", "note");

        assertRefused(halting(config, HALTING, options()), Code.COLUMN_MISSING, 2);
    }

    @Test
    void missingOrRefusedCredentialsAreReportedBeforeTheDatabaseIsQueried() throws Exception {
        String never = "select pg_advisory_xact_lock_shared(" + LOCK + ")::text as id";
        SyncConfigBuilder without = SyncConfig.builder("people", "id");
        SyncConfigBuilder wrong =
                SyncConfig.builder("people", "id").credentials(new Credentials(sandbox.siteId(), "wrong"));

        assertRefused(halting(without, never, options()), Code.AUTH_MISSING, 2);
        assertRefused(halting(wrong, never, options()), Code.AUTH_REJECTED, 4);
    }

    private static List<String> unshare() {
        return "root".equals(System.getProperty("user.name"))
                ? List.of("unshare", "-m")
                : List.of("unshare", "-r", "-m");
    }

    private static boolean isMountPossible() throws Exception {
        return mounting("mount -t tmpfs tmpfs /mnt", List.of()) == 0;
    }

    private static int mounting(String script, List<String> arguments) throws Exception {
        var words = new ArrayList<>(unshare());
        words.addAll(List.of("/bin/sh", "-c", script, "sh"));
        words.addAll(arguments);
        Process process = new ProcessBuilder(words).inheritIO().start();
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new AssertionError("it hangs: " + script);
        }
        return process.exitValue();
    }
}
