package dev.upserter.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.upserter.sandbox.Sandbox;
import dev.upserter.sandbox.fault.Gate;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The program as a process: what only a real process shows, such as its reaction to signals. */
@Timeout(60)
class ProcessTest {
    private final List<Process> started = new ArrayList<>();

    @AfterEach
    void leaveNoneBehind() {
        started.forEach(Process::destroyForcibly);
    }

    @Test
    void theSandboxListensUntilItIsAskedToEnd() throws Exception {
        Process sandbox = start("sandbox", "--port", "0");
        try (BufferedReader out = sandbox.inputReader(StandardCharsets.UTF_8)) {
            assertThat(out.readLine()).startsWith("The sandbox, a local Customer.io, listens on http://127.0.0.1:");
            sandbox.toHandle().destroy(); // leaves the streams open
            assertThat(sandbox.waitFor()).isZero();
        }
        assertThat(sandbox.errorReader(StandardCharsets.UTF_8).lines()).isEmpty();
    }

    @Test
    void aRunThatWaitsForStandardInputStopsWhenItIsAskedTo(@TempDir Path folder) throws Exception {
        try (Sandbox sandbox = Sandbox.start()) {
            String config = config(folder, sandbox);
            Process sync = start("sync", config, "-");
            try (var data = sync.getOutputStream()) { // open, and silent after the first rows
                for (int i = 0; i < 20_000; i++) {
                    data.write(((i == 0 ? "[" : ",") + "{\"id\": " + i + "}").getBytes(StandardCharsets.UTF_8));
                }
                data.flush();
                sandbox.awaitRequests(1, Duration.ofSeconds(30));
                sync.toHandle().destroy();
                assertThat(sync.waitFor()).isEqualTo(3);
            }
            assertThat(text(sync.getInputStream())).startsWith("Stopped: ").contains("INTERRUPTED", "report.json");
            assertThat(text(sync.getErrorStream())).startsWith("stopping once the requests in flight are answered");
        }
    }

    /** A named pipe is a file on disk; opening it waits for a writer. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aRunThatWaitsForANamedPipeStopsWhenItIsAskedTo(boolean packed, @TempDir Path folder) throws Exception {
        Path pipe = folder.resolve("data.json");
        assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor())
                .isZero();
        try (Sandbox sandbox = Sandbox.start()) {
            Process sync = start("sync", config(folder, sandbox), pipe.toString());
            try (var file = Files.newOutputStream(pipe);
                    var data = packed ? new GZIPOutputStream(file, 512, true) : file) { // silent after the first rows
                for (int i = 0; i < 20_000; i++) {
                    data.write(((i == 0 ? "[" : ",") + "{\"id\": " + i + "}").getBytes(StandardCharsets.UTF_8));
                }
                data.flush();
                sandbox.awaitRequests(1, Duration.ofSeconds(30));
                sync.toHandle().destroy();
                assertThat(sync.waitFor()).isEqualTo(3);
            } catch (IOException nobodyReadsTheEndOfThePipe) {
                assertThat(sync.isAlive()).isFalse();
            }
            assertThat(text(sync.getInputStream())).startsWith("Stopped: ").contains("INTERRUPTED", "report.json");
        }
    }

    @Test
    void aReportThatIsNotReadIsStillInItsFile(@TempDir Path folder) throws Exception {
        try (Sandbox sandbox = Sandbox.start();
                Gate gate = sandbox.hold()) {
            String data = Files.writeString(folder.resolve("data.json"), "[{\"id\": 1}]")
                    .toString();
            Process sync = start("sync", config(folder, sandbox), data, "--json");
            sandbox.awaitRequests(1, Duration.ofSeconds(30));
            sync.getInputStream().close();
            gate.release();
            assertThat(sync.waitFor()).isZero();
            assertThat(text(sync.getErrorStream()))
                    .matches("standard output was closed. The report is in .*/report\\.json\n");
            try (Stream<Path> files = Files.walk(folder)) {
                assertThat(files).anyMatch(file -> file.endsWith("report.json"));
            }
        }
    }

    @Test
    void anEnvironmentThatAsksForTelemetryWithoutItsModuleGetsAWarning(@TempDir Path folder) throws Exception {
        try (Sandbox sandbox = Sandbox.start()) {
            String data = Files.writeString(folder.resolve("data.json"), "[{\"id\": 1}]")
                    .toString();
            Process sync = start(
                    Map.of("OTEL_EXPORTER_OTLP_ENDPOINT", "http://127.0.0.1:4318"),
                    "sync",
                    config(folder, sandbox),
                    data);
            assertThat(sync.waitFor()).isZero();
            assertThat(text(sync.getInputStream())).startsWith("Completed: ");
            assertThat(text(sync.getErrorStream()))
                    .startsWith("warning: no OpenTelemetry is sent")
                    .contains("upserter-telemetry is not there", "Runs are not affected")
                    .hasLineCount(1);
        }
    }

    private static String config(Path folder, Sandbox sandbox) throws IOException {
        String text = """
            {"userId": "id", "endpoint": "%s", "siteId": "%s", "apiKey": "%s"}\
            """.formatted(sandbox.endpoint(), sandbox.siteId(), sandbox.apiKey());
        return Files.writeString(folder.resolve("users.json"), text).toString();
    }

    private static String text(InputStream in) throws IOException {
        return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }

    /** Starts the program on the classes under test. */
    private Process start(String... arguments) throws IOException {
        return start(Map.of(), arguments);
    }

    private Process start(Map<String, String> environment, String... arguments) throws IOException {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xshare:auto", "-cp"));
        command.add(System.getProperty("java.class.path"));
        command.add(Main.class.getName());
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).directory(new File("."));
        builder.environment().putAll(environment);
        Process process = builder.start();
        started.add(process);
        return process;
    }
}
