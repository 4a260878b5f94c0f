package dev.upserter.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.upserter.sandbox.Sandbox;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The cost of a row's templates is bounded, in the program as a process. */
@Timeout(120)
class TemplateBoundsTest {
    private static final String HOSTILE = "<".repeat(100_000);

    @TempDir
    private Path folder;

    private final List<Process> started = new ArrayList<>();

    @AfterEach
    void leaveNoneBehind() {
        started.forEach(Process::destroyForcibly);
    }

    @Test
    void aRowThatAsksForTooMuchIsRejectedAtItsPlaceAndTheOthersArrive() throws Exception {
        try (Sandbox sandbox = Sandbox.start()) {
            String config = config(sandbox, """
                    {"template": "{{ bio | strip_html | truncate: 20 }}", "to": "bio"},
                    {"template": "{% for i in (1..rounds) %}{{ bio | sha256 | slice: 0 }}{% endfor %}", "to": "hashes"}""");
            String rows = row(1, "<b>Ana</b>", 2)
                    + row(2, HOSTILE, 1)
                    + row(3, HOSTILE, 9000)
                    + row(4, "Bo", 99999999)
                    + row(5, "Cy", 1);
            Path data = Files.writeString(folder.resolve("rows.ndjson"), rows);

            Process sync = start("sync", config, data.toString(), "--json");
            String report = text(sync);

            assertThat(sync.waitFor()).as(report).isEqualTo(1);
            assertThat(report)
                    .contains("TEMPLATE_FAILED", "rows.ndjson:3:1", "it would become too large")
                    .contains("rows.ndjson:4:1", "its loops go round more than 10000 times")
                    .doesNotContain("rows.ndjson:2", "<<<");
            assertThat(sandbox.people()).hasSize(3);
        }
    }

    @Test
    void aStopReachesARunWhoseRowsAskForMuch() throws Exception {
        try (Sandbox sandbox = Sandbox.start()) {
            String config = config(sandbox, """
                    {"template": "{% if big %}{% for i in (1..9000) %}{% if big contains 'x' %}{% endif %}{% endfor %}{% endif %}", "to": "a"}""");
            Process sync = start("sync", config, "-");
            try (OutputStream data = sync.getOutputStream()) {
                for (int i = 0; i < 20_000; i++) {
                    write(data, "{\"id\": " + i + "}\n");
                }
                sandbox.awaitRequests(1, Duration.ofSeconds(60));
                for (int i = 0; i < 100; i++) {
                    write(data, "{\"id\": " + i + ", \"big\": \"" + HOSTILE + "\"}\n");
                }
                data.flush();
                sync.toHandle().destroy();
                assertThat(sync.waitFor()).isEqualTo(3);
            }
            assertThat(text(sync)).startsWith("Stopped: ").contains("INTERRUPTED");
        }
    }

    private static void write(OutputStream data, String row) throws IOException {
        data.write(row.getBytes(StandardCharsets.UTF_8));
    }

    private static String row(int id, String bio, int rounds) {
        return "{\"id\": " + id + ", \"bio\": \"" + bio + "\", \"rounds\": " + rounds + "}\n";
    }

    private String config(Sandbox sandbox, String rules) throws IOException {
        String text = """
                {"userId": "id", "endpoint": "%s", "siteId": "%s", "apiKey": "%s", "mappings": [%s]}""".formatted(sandbox.endpoint(), sandbox.siteId(), sandbox.apiKey(), rules);
        return Files.writeString(folder.resolve("users.json"), text).toString();
    }

    private static String text(Process process) throws IOException {
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    private Process start(String... arguments) throws IOException {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx104m", "-cp"));
        command.add(System.getProperty("java.class.path"));
        command.add(Main.class.getName());
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        started.add(process);
        return process;
    }
}
