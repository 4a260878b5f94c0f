package dev.upserter.run;

import dev.upserter.config.SyncConfig;
import dev.upserter.config.SyncConfigBuilder;
import dev.upserter.delivery.Credentials;
import dev.upserter.delivery.Surroundings;
import dev.upserter.report.Report;
import dev.upserter.sandbox.Sandbox;
import dev.upserter.source.DataFile;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.UnaryOperator;

/** A run against a sandbox, with short pauses. */
final class Trial {
    private final Path folder;
    private final Sandbox sandbox;
    private SyncConfigBuilder config;
    private UnaryOperator<RunOptions> options = given -> given;

    Trial(Path folder, Sandbox sandbox) {
        this.folder = folder;
        this.sandbox = sandbox;
        this.config = SyncConfig.builder("trial", "id")
                .endpoint(sandbox.endpoint())
                .credentials(new Credentials(sandbox.siteId(), sandbox.apiKey()));
    }

    Trial config(UnaryOperator<SyncConfigBuilder> change) {
        config = change.apply(config);
        return this;
    }

    Trial options(UnaryOperator<RunOptions> change) {
        options = change;
        return this;
    }

    static Surroundings surroundings() {
        return Surroundings.real().withFirstPause(Duration.ofMillis(5));
    }

    RunOptions runOptions() {
        return options.apply(RunOptions.in(folder.resolve("state")));
    }

    /** Writes the data to a file and runs. */
    Report run(String json) {
        try {
            Path data = folder.resolve("data.json");
            Files.writeString(data, json);
            return run(new DataFile.OnDisk(data, "data.json"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Report runStreamed(String json) {
        return run(new DataFile.Streamed(new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8)), "<stdin>"));
    }

    Report run(DataFile data) {
        return new Run(config.build(), data, runOptions(), surroundings()).execute();
    }

    Report retry(String run) {
        return Run.retry(config.build(), run, runOptions(), surroundings());
    }

    Report check(String json) {
        try {
            Path data = folder.resolve("data.json");
            Files.writeString(data, json);
            return new Run(config.build(), new DataFile.OnDisk(data, "data.json"), runOptions(), surroundings())
                    .check();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Sandbox sandbox() {
        return sandbox;
    }
}
