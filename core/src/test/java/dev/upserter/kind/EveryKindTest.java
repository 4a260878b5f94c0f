package dev.upserter.kind;

import static org.assertj.core.api.Assertions.assertThat;

import dev.upserter.ChildJvm;
import dev.upserter.config.SyncConfig;
import dev.upserter.contract.ApiContract;
import dev.upserter.report.RunReport;
import dev.upserter.run.Run;
import dev.upserter.run.Trial;
import dev.upserter.run.option.RunOptions;
import dev.upserter.sandbox.Sandbox;
import dev.upserter.sandbox.fault.Faults;
import dev.upserter.source.DataFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Walks all kinds: one fails that lacks what every kind has. */
@Execution(ExecutionMode.CONCURRENT)
class EveryKindTest {
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final Path EXAMPLES = ROOT.resolve("examples");
    private static final int KILLS = 3;
    private static final int ROWS = 3000;

    @TempDir
    Path folder;

    static List<Kind> kinds() {
        return Kinds.ALL;
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void itsExampleRunsAgainstTheSandboxAsTheOpenApiDocumentAllows(Kind kind) throws Exception {
        try (var sandbox = Sandbox.start()) {
            var contract = ApiContract.watch(sandbox);
            SortedMap<String, SortedMap<String, String>> before =
                    prepared(sandbox, kind, EXAMPLES.resolve("data.json"));
            RunReport report = run(sandbox, kind, EXAMPLES.resolve("data.json"));
            contract.assertKept();

            assertThat(report.exitCode()).isZero();
            assertThat(report.records().delivered()).isPositive();
            assertThat(report.records().delivered() + report.records().filtered())
                    .isEqualTo(report.records().read());
            assertThat(sandbox.stats().entriesRefused()).isZero();
            if (!kind.equals(Kinds.PERSON)) {
                assertThat(sandbox.contents()).isNotEqualTo(before);
            }
        }
    }

    /** What a sandbox holds that has the people of the data, and what must be there before the kind can change anything. */
    private SortedMap<String, SortedMap<String, String>> prepared(Sandbox sandbox, Kind kind, Path data)
            throws IOException {
        assertThat(run(sandbox, Kinds.PERSON, data).exitCode()).isZero();
        if (kind.spelling().equals("unsuppress")) {
            assertThat(run(sandbox, Kinds.spelled("suppress"), data).exitCode()).isZero();
        }
        return sandbox.contents();
    }

    private RunReport run(Sandbox sandbox, Kind kind, Path data) {
        Path state = folder.resolve(
                "state-" + kind.spelling() + "-" + sandbox.endpoint().getPort());
        return new Run(config(kind, sandbox), DataFile.of(data), RunOptions.in(state), Trial.surroundings()).execute();
    }

    private static SyncConfig config(Kind kind, Sandbox sandbox) {
        return KindChild.config(EXAMPLES.resolve(kind.spelling() + ".yaml"), sandbox.endpoint());
    }

    /** Three processes are killed while they send; the fourth goes on, and the sandbox holds what one whole run leaves there. */
    @ParameterizedTest
    @MethodSource("kinds")
    void itGoesOnAfterKillsAsIfThereHadBeenNone(Kind kind) throws Exception {
        Path data = rows();
        SortedMap<String, SortedMap<String, String>> expected;
        try (var sandbox = Sandbox.start()) {
            prepared(sandbox, kind, data);
            assertThat(run(sandbox, kind, data).exitCode()).isZero();
            expected = sandbox.contents();
        }
        try (var sandbox = Sandbox.start()) {
            var contract = ApiContract.watch(sandbox);
            prepared(sandbox, kind, data);
            sandbox.faults(Faults.parse("500=0.2,500-applied=0.2,lost=0.1"));
            for (int kills = 0; kills < KILLS; kills++) {
                assertThat(killed(sandbox, kind, data))
                        .as("killed while it sent")
                        .isTrue();
            }
            sandbox.faults(Faults.none());
            Process last = start(sandbox, kind, data);
            assertThat(last.waitFor(60, TimeUnit.SECONDS)).isTrue();
            String report = Files.readString(folder.resolve("output.txt"));
            assertThat(last.exitValue()).as(report).isZero();
            assertThat(report).contains("\"read\" : " + ROWS).contains("\"deadLetters\" : 0");
            contract.assertKept();
            assertThat(sandbox.contents()).isEqualTo(expected);
        }
    }

    @Test
    void eventsThatAreSentThreeTimesUnderKillsAndFaultsAreThereOnce() throws Exception {
        Path data = rows();
        Kind event = Kinds.spelled("event");
        try (var sandbox = Sandbox.start()) {
            sandbox.faults(Faults.parse("500=0.1,500-applied=0.05,lost=0.05"));
            for (int times = 0; times < 3; times++) {
                assertThat(killed(sandbox, event, data))
                        .as("killed while it sent")
                        .isTrue();
                Process last = start(sandbox, event, data);
                assertThat(last.waitFor(60, TimeUnit.SECONDS)).isTrue();
                assertThat(last.exitValue())
                        .as(Files.readString(folder.resolve("output.txt")))
                        .isZero();
            }
            assertThat(sandbox.stats().entriesApplied()).isGreaterThanOrEqualTo(3L * ROWS);
            assertThat(sandbox.contents().get("events")).hasSize(ROWS);
        }
    }

    /** The state knows what was acknowledged: no more is sent again than was on its way when a process was killed. */
    @Test
    void eventsOfAnIncrementalSyncAreSentOnceThoughItsRunsAreKilled() throws Exception {
        Path data = rows();
        Path config = folder.resolve("events.yaml");
        Files.writeString(config, Files.readString(EXAMPLES.resolve("event.yaml")) + "\nincremental: true\n");
        try (var sandbox = Sandbox.start()) {
            sandbox.faults(Faults.parse("500=0.1,500-applied=0.05,lost=0.05"));
            for (int times = 0; times < 3; times++) {
                killed(sandbox, config, data);
                Process last = start(sandbox, config, data);
                assertThat(last.waitFor(60, TimeUnit.SECONDS)).isTrue();
                assertThat(last.exitValue())
                        .as(Files.readString(folder.resolve("output.txt")))
                        .isZero();
            }
            assertThat(Files.readString(folder.resolve("output.txt"))).contains("\"unchanged\" : " + ROWS);
            assertThat(sandbox.contents().get("events")).hasSize(ROWS);
        }
    }

    /** Runs a process, and kills it once a request of its has arrived; whether it was still at work. */
    private boolean killed(Sandbox sandbox, Kind kind, Path data) throws Exception {
        return killed(sandbox, EXAMPLES.resolve(kind.spelling() + ".yaml"), data);
    }

    private boolean killed(Sandbox sandbox, Path config, Path data) throws Exception {
        long before = sandbox.stats().requests();
        try (var gate = sandbox.hold()) {
            Process child = start(sandbox, config, data);
            while (sandbox.stats().requests() == before && !child.waitFor(1, TimeUnit.MILLISECONDS)) {
                assertThat(child.isAlive() || child.exitValue() == 0).isTrue();
            }
            boolean wasAtWork = child.isAlive();
            child.destroyForcibly().waitFor();
            gate.release();
            return wasAtWork;
        }
    }

    private Process start(Sandbox sandbox, Kind kind, Path data) throws IOException {
        return start(sandbox, EXAMPLES.resolve(kind.spelling() + ".yaml"), data);
    }

    private Process start(Sandbox sandbox, Path config, Path data) throws IOException {
        return new ProcessBuilder(ChildJvm.command(
                        KindChild.class,
                        config.toString(),
                        sandbox.endpoint().toString(),
                        data.toString(),
                        folder.resolve("state").toString()))
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("output.txt").toFile())
                .start();
    }

    /** The rows of the examples many times over, each of another person, and long enough for several requests. */
    private Path rows() throws IOException {
        JsonNode examples = JsonMapper.shared().readTree(Files.readString(EXAMPLES.resolve("data.json")));
        String pad = "x".repeat(700);
        var text = new StringBuilder("[");
        for (int row = 0; row < ROWS; row++) {
            var copy = (tools.jackson.databind.node.ObjectNode)
                    examples.get(row % examples.size()).deepCopy();
            copy.put("id", "k-" + row).put("email", "k" + row + "@example.com").put("pad", pad);
            text.append(row == 0 ? "" : ",\n").append(copy);
        }
        Path file = folder.resolve("rows.json");
        Files.writeString(file, text.append("]"));
        return file;
    }
}
