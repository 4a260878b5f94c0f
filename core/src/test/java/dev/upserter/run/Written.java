package dev.upserter.run;

import dev.upserter.config.SyncConfig;
import dev.upserter.config.read.ConfigReader;
import dev.upserter.contract.ApiContract;
import dev.upserter.delivery.http.Credentials;
import dev.upserter.delivery.http.DestinationConfig;
import dev.upserter.report.RunReport;
import dev.upserter.run.option.RunOptions;
import dev.upserter.sandbox.Sandbox;
import dev.upserter.source.DataFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.UnaryOperator;

/** Runs of a configuration as it is written, against a sandbox; every request is held against Customer.io's OpenAPI document. */
final class Written {
    private final Path folder;
    private final Sandbox sandbox;
    private final ApiContract contract;
    private final String yaml;
    private UnaryOperator<RunOptions> options = given -> given;

    Written(Path folder, Sandbox sandbox, String yaml) {
        this.folder = folder;
        this.sandbox = sandbox;
        this.contract = ApiContract.watch(sandbox);
        this.yaml = yaml;
    }

    Written options(UnaryOperator<RunOptions> change) {
        options = change;
        return this;
    }

    SyncConfig config() {
        return config(yaml, sandbox);
    }

    /** A configuration whose rows go to a sandbox. */
    static SyncConfig config(String text, Sandbox sandbox) {
        return ConfigReader.local(Map.of())
                .read(text.getBytes(StandardCharsets.UTF_8), "written.yaml")
                .withDestination(new DestinationConfig(
                        new Credentials(sandbox.siteId(), sandbox.apiKey()), null, sandbox.endpoint()));
    }

    Run start(String json) throws IOException {
        Path data = folder.resolve("data.json");
        Files.writeString(data, json);
        return new Run(
                config(),
                DataFile.of(data),
                options.apply(RunOptions.in(folder.resolve("state"))),
                Trial.surroundings());
    }

    RunReport run(String json) throws IOException {
        RunReport report = start(json).execute();
        contract.assertKept();
        return report;
    }
}
