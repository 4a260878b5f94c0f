package dev.upserter.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.upserter.batch.Api;
import dev.upserter.delivery.http.Surroundings;
import dev.upserter.history.RunId;
import dev.upserter.problem.Code;
import dev.upserter.report.RunReport;
import dev.upserter.report.Status;
import dev.upserter.sandbox.Sandbox;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The files of a run, and disks that do not take them. */
class StateTest {
    private static final Instant NOW = Instant.parse("2026-11-23T19:06:31Z");

    @TempDir
    Path folder;

    private final Sandbox sandbox = Sandbox.start();

    @AfterEach
    void close() {
        sandbox.close();
    }

    /** Always the same time and the same chance, so that the run's id is known. */
    private static Surroundings fixed(Surroundings given) {
        return new Surroundings(
                () -> NOW,
                () -> new Random(3),
                given.environment(),
                given.hosts(),
                given.firstPause(),
                given.firstAnswer());
    }

    private static void assertUnwritable(RunReport report) {
        assertThat(report.problems().getFirst().code()).isEqualTo(Code.STATE_UNWRITABLE);
        assertThat(report.problems().getFirst().count()).isEqualTo(1);
        assertThat(report.problems().getFirst().examples().getFirst().message())
                .startsWith("the run's files could not be written: ");
    }

    @Test
    void aRunLeavesItsFilesInAFolderNamedByTimeAndChance() throws Exception {
        sandbox.refuse("2", "invalid", "n", "no");
        RunReport report =
                new Trial(folder, sandbox).surroundings(StateTest::fixed).run("[{\"id\":1},{\"id\":2},{}]");

        assertThat(report.run()).matches("20261123-190631-[0-9a-f]{4}");
        Path run = folder.resolve("state/runs").resolve(report.run());
        assertThat(report.files().report()).isEqualTo(run.resolve("report.json"));
        assertThat(report.files().rejected()).isEqualTo(run.resolve("rejected.ndjson"));
        assertThat(report.files().deadLetters()).isEqualTo(run.resolve("dead-letters.ndjson"));
        assertThat(Files.readString(run.resolve("report.json"))).isEqualTo(report.toJson() + "\n");
    }

    @Test
    void filesThatWouldBeEmptyAreNotThere() throws Exception {
        RunReport report = new Trial(folder, sandbox).run("[{\"id\":1}]");

        assertThat(report.files().rejected()).isNull();
        assertThat(report.files().deadLetters()).isNull();
        try (var files = Files.list(folder.resolve("state/runs").resolve(report.run()))) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .contains("report.json")
                    .doesNotContain("rejected.ndjson", "dead-letters.ndjson");
        }
    }

    @Test
    void theFilesAreForTheUserAlone() throws Exception {
        Assumptions.assumeTrue(
                FileSystems.getDefault().supportedFileAttributeViews().contains("posix"));
        sandbox.refuse("2", "invalid", "n", "no");
        RunReport report = new Trial(folder, sandbox).run("[{\"id\":1},{\"id\":2},{}]");

        Path run = folder.resolve("state/runs").resolve(report.run());
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(run)))
                .isEqualTo("rwx------");
        for (String name : new String[] {"report.json", "rejected.ndjson", "dead-letters.ndjson", "journal.txt"}) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(run.resolve(name))))
                    .as(name)
                    .isEqualTo("rw-------");
        }
    }

    @Test
    void aStateFolderThatCannotBeMadeRefusesTheRun() throws Exception {
        Files.writeString(folder.resolve("state"), "a file");

        RunReport report = new Trial(folder, sandbox).run("[{\"id\":1}]");

        assertUnwritable(report);
        assertThat(report.status()).isEqualTo(Status.REFUSED);
        assertThat(report.exitCode()).isEqualTo(2);
        assertThat(report.files().report()).isNull();
        assertThat(sandbox.stats().requests()).isZero();
    }

    @Test
    void aRunWhoseDeadLettersCannotBeWrittenStopsAndLosesNoRow() throws Exception {
        String run = RunId.of(NOW, new Random(3));
        Files.createDirectories(folder.resolve("state/runs").resolve(run).resolve("dead-letters.ndjson"));
        sandbox.refuse("p1", "invalid", "n", "no");

        RunReport report = new Trial(folder, sandbox)
                .config(config -> config.api(Api.SINGLE).parallelism(1))
                .surroundings(StateTest::fixed)
                .run(Rows.people(50));

        assertUnwritable(report);
        assertThat(report.run()).isEqualTo(run);
        assertThat(report.status()).isEqualTo(Status.STOPPED);
        assertThat(report.records().delivered())
                .isEqualTo(2); // the row that was refused waits for one that is accepted
        assertThat(report.records().deadLetters()).isZero();
        assertThat(report.records().pending()).isPositive();
    }

    @Test
    void aRunWhoseRejectedRowsCannotBeWrittenStopsAndLosesNoRow() throws Exception {
        String run = RunId.of(NOW, new Random(3));
        Files.createDirectories(folder.resolve("state/runs").resolve(run).resolve("rejected.ndjson"));

        RunReport report =
                new Trial(folder, sandbox).surroundings(StateTest::fixed).run("[{\"id\":1},{},{\"id\":2}]");

        assertUnwritable(report);
        assertThat(report.status()).isEqualTo(Status.REFUSED);
        assertThat(report.records().read()).isEqualTo(2);
        assertThat(report.records().pending()).isEqualTo(2);
    }

    @Test
    void aFileThatMayGrowNoFurtherStopsTheRunAndLosesNoRow() throws Exception {
        Assumptions.assumeTrue(Files.isExecutable(Path.of("/bin/sh")));
        Path data = Files.writeString(folder.resolve("rows.json"), Rows.people(400));
        for (int i = 0; i < 400; i += 2) { // the others are accepted, so it is not all rows that are refused
            sandbox.refuse("p" + i, "invalid", "n", "x".repeat(200));
        }

        String report = runWithSmallFiles(data);

        assertThat(report)
                .contains("\"code\" : \"OUT_OF_RESOURCES\"", "a file would become larger", "ulimit -f")
                .contains("\"read\" : ")
                .contains("\"status\" : \"stopped\"");
    }

    /** A process that may write no file of more than 8 KiB, which ends a file as a full disk does. */
    private String runWithSmallFiles(Path data) throws IOException, InterruptedException {
        Process child = new ProcessBuilder(
                        "/bin/sh",
                        "-c",
                        "ulimit -f 16; exec \"$@\"",
                        "sh",
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-XX:-UsePerfData",
                        "-cp",
                        System.getProperty("java.class.path"),
                        CrashChild.class.getName(),
                        sandbox.endpoint().toString(),
                        Api.SINGLE.name(),
                        data.toString(),
                        folder.resolve("state").toString())
                .redirectErrorStream(true)
                .start();
        String output = new String(child.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(child.waitFor()).as(output).isEqualTo(3);
        return output;
    }
}
