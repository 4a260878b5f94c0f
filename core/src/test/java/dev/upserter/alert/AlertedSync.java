package dev.upserter.alert;

import dev.upserter.config.SyncConfig;
import dev.upserter.config.read.ConfigReader;
import dev.upserter.delivery.http.Credentials;
import dev.upserter.delivery.http.Surroundings;
import dev.upserter.report.RunReport;
import dev.upserter.run.option.RunOptions;
import dev.upserter.sandbox.Sandbox;
import dev.upserter.source.DataFile;
import dev.upserter.sync.OneSync;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.function.UnaryOperator;

/** A sync with alerts against a sandbox, whose clock goes as the test says. */
final class AlertedSync {
    private final Path folder;
    private final Sandbox sandbox;
    private final String alerts;
    private String apiKey;
    private Instant now = Instant.parse("2026-11-30T02:00:00Z");

    /** @param alerts the keys {@code alerts} and {@code smtp} in YAML */
    AlertedSync(Path folder, Sandbox sandbox, String alerts) {
        this.folder = folder;
        this.sandbox = sandbox;
        this.alerts = alerts;
        this.apiKey = sandbox.apiKey();
    }

    void haveKey(String other) {
        apiKey = other;
    }

    void pass(Duration time) {
        now = now.plus(time);
    }

    SyncConfig config() {
        SyncConfig read = ConfigReader.local(Map.of())
                .read(
                        ("sync: people\nuserId: id\nmaxRejected: 100%\n" + alerts).getBytes(StandardCharsets.UTF_8),
                        "c.yaml");
        return read.withDestination(read.destination()
                .withEndpoint(sandbox.endpoint())
                .withCredentials(new Credentials(sandbox.siteId(), apiKey)));
    }

    Path state() {
        return folder.resolve("state");
    }

    Surroundings surroundings() {
        return Surroundings.of(Map.of()).withFirstPause(Duration.ofMillis(5)).withClock(() -> now);
    }

    /** A run of so many good rows, and so many without an identifier. */
    RunReport run(int good, int bad) throws IOException {
        return run(good, bad, options -> options);
    }

    RunReport run(int good, int bad, UnaryOperator<RunOptions> options) throws IOException {
        var rows = new StringBuilder("id,plan\n");
        for (int i = 1; i <= good; i++) {
            rows.append("person-").append(i).append(",secret-plan\n");
        }
        rows.append(",secret-plan\n".repeat(bad));
        Path file = Files.writeString(folder.resolve("people.csv"), rows.toString());
        return run(new DataFile.OnDisk(file, "people.csv"), options);
    }

    /** A run whose file is not there. */
    RunReport runWithoutFile() {
        return run(new DataFile.OnDisk(folder.resolve("none.csv"), "none.csv"), options -> options);
    }

    RunReport run(DataFile data, UnaryOperator<RunOptions> options) {
        RunReport report =
                sync().run(data, options.apply(RunOptions.in(state()).withConfiguration(folder.resolve("c.yaml"))));
        pass(Duration.ofMinutes(1)); // no two runs have one id
        return report;
    }

    OneSync sync() {
        return OneSync.of(config(), surroundings());
    }
}
