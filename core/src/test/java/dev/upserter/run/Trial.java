package dev.upserter.run;

import dev.upserter.config.SyncConfig;
import dev.upserter.config.SyncConfigBuilder;
import dev.upserter.contract.ApiContract;
import dev.upserter.delivery.http.Credentials;
import dev.upserter.delivery.http.Surroundings;
import dev.upserter.pipeline.RowEnd;
import dev.upserter.report.RunReport;
import dev.upserter.run.option.RunOptions;
import dev.upserter.sandbox.Sandbox;
import dev.upserter.source.DataFile;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * A run against a sandbox, with short pauses. Every request is held against Customer.io's OpenAPI document, and every
 * report's counts against the equation and against what was told of each row.
 */
public final class Trial {
    private final Path folder;
    private final Sandbox sandbox;
    private final ApiContract contract;
    private SyncConfigBuilder config;
    private HeardEnds heard = new HeardEnds();
    private UnaryOperator<RunOptions> options = given -> given;
    private UnaryOperator<Surroundings> surroundings = given -> given;

    public Trial(Path folder, Sandbox sandbox) {
        this(folder, sandbox, "trial");
    }

    /** One of several syncs that share a state folder. */
    public Trial(Path folder, Sandbox sandbox, String sync) {
        this.folder = folder;
        this.sandbox = sandbox;
        this.contract = ApiContract.watch(sandbox);
        this.config = SyncConfig.builder(sync, "id")
                .endpoint(sandbox.endpoint())
                .credentials(new Credentials(sandbox.siteId(), sandbox.apiKey()));
    }

    public Trial config(UnaryOperator<SyncConfigBuilder> change) {
        config = change.apply(config);
        return this;
    }

    public Trial options(UnaryOperator<RunOptions> change) {
        options = change;
        return this;
    }

    public Trial surroundings(UnaryOperator<Surroundings> change) {
        surroundings = change;
        return this;
    }

    /** The real ones, with short pauses. */
    public static Surroundings surroundings() {
        return Surroundings.real().withFirstPause(Duration.ofMillis(5));
    }

    /** The same at a fixed time. */
    public static Surroundings surroundings(Instant now) {
        Surroundings real = surroundings();
        return new Surroundings(
                InstantSource.fixed(now),
                real.random(),
                real.environment(),
                real.hosts(),
                real.firstPause(),
                real.firstAnswer());
    }

    RunOptions runOptions() {
        RunOptions given = options.apply(RunOptions.in(folder.resolve("state")));
        Consumer<RowEnd> other = given.rowEnds();
        return given.withRowEnds(other == null ? heard : heard.andThen(other));
    }

    /** A file with this text; one that has it already is left untouched. */
    DataFile file(String json) {
        try {
            Path data = folder.resolve("data.json");
            if (!Files.exists(data) || !Files.readString(data).equals(json)) {
                Files.writeString(data, json);
            }
            return new DataFile.OnDisk(data, "data.json");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Writes the data to a file and runs. */
    public RunReport run(String json) {
        return run(file(json));
    }

    public RunReport runStreamed(String json) {
        return run(new DataFile.Streamed(new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8)), "<stdin>"));
    }

    public RunReport run(DataFile data) {
        return heard(() -> start(data).execute());
    }

    /** What is told of rows one by one is what the report counts. */
    private RunReport heard(Supplier<RunReport> run) {
        heard = new HeardEnds();
        RunReport report = run.get();
        heard.assertAre(report.records());
        contract.assertKept();
        return report;
    }

    /** A run that has not started; nobody holds its requests against the document but {@link #assertContractKept}. */
    public Run start(DataFile data) {
        return new Run(config.build(), data, runOptions(), surroundings.apply(surroundings()));
    }

    void assertContractKept() {
        contract.assertKept();
    }

    public RunReport retry(String run) {
        return heard(() -> Run.retry(config.build(), run, runOptions(), surroundings.apply(surroundings())));
    }

    RunReport check(String json) {
        return heard(() -> start(file(json)).check());
    }

    Sandbox sandbox() {
        return sandbox;
    }
}
