package dev.upserter.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.upserter.config.SyncConfig;
import dev.upserter.config.read.Reading;
import dev.upserter.contract.ApiContract;
import dev.upserter.delivery.http.Credentials;
import dev.upserter.delivery.http.DestinationConfig;
import dev.upserter.problem.Code;
import dev.upserter.report.Finding;
import dev.upserter.report.RunReport;
import dev.upserter.run.option.Resume;
import dev.upserter.run.option.RunOptions;
import dev.upserter.sandbox.Sandbox;
import dev.upserter.sandbox.SandboxConfig;
import dev.upserter.sandbox.traffic.RecordedRequest;
import dev.upserter.source.DataFile;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Runs of a configuration about objects and relationships, against a sandbox that knows some people. */
final class ThingTrial implements AutoCloseable {
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final Path folder;
    private final Sandbox sandbox;
    private final ApiContract contract;

    ThingTrial(Path folder, String... people) throws IOException, InterruptedException {
        this(folder, SandboxConfig.defaults(), people);
    }

    ThingTrial(Path folder, SandboxConfig config, String... people) throws IOException, InterruptedException {
        this.folder = folder;
        this.sandbox = Sandbox.start(config);
        for (String person : people) {
            tell("{\"type\":\"person\",\"identifiers\":{\"id\":\"" + person
                    + "\"},\"action\":\"identify\",\"attributes\":{\"email\":\"" + person + "@x.org\"}}");
        }
        this.contract = ApiContract.watch(sandbox);
        sandbox.recordRequests(true);
    }

    Sandbox sandbox() {
        return sandbox;
    }

    /** Sends one entry, and returns the status of the answer. */
    int tell(String entry) throws IOException, InterruptedException {
        String key = Base64.getEncoder()
                .encodeToString((sandbox.siteId() + ":" + sandbox.apiKey()).getBytes(StandardCharsets.UTF_8));
        return HTTP.send(
                        HttpRequest.newBuilder(URI.create(sandbox.endpoint() + "/api/v2/entity"))
                                .header("Authorization", "Basic " + key)
                                .header("Content-Type", "application/json")
                                .POST(BodyPublishers.ofString(entry))
                                .build(),
                        BodyHandlers.ofString())
                .statusCode();
    }

    /** Runs, going on with the last run where that did not end. */
    RunReport run(String yaml, String rows) throws IOException {
        Path data = Files.createDirectories(folder).resolve("data.json");
        Files.writeString(data, rows);
        SyncConfig config = Reading.yaml(yaml)
                .withDestination(new DestinationConfig(
                        new Credentials(sandbox.siteId(), sandbox.apiKey()), null, sandbox.endpoint()));
        var heard = new HeardEnds();
        RunReport report = new Run(
                        config,
                        DataFile.of(data),
                        RunOptions.in(folder.resolve("state"))
                                .withResume(new Resume.Latest())
                                .withRowEnds(heard),
                        Trial.surroundings())
                .execute();
        heard.assertAre(report.records());
        contract.assertKept();
        return report;
    }

    SortedMap<String, String> objects() {
        return sandbox.contents().getOrDefault("objects", new TreeMap<>());
    }

    SortedMap<String, String> relationships() {
        return sandbox.contents().getOrDefault("relationships", new TreeMap<>());
    }

    /** The bodies of the batches. */
    List<String> batches() {
        return sandbox.requests().stream()
                .filter(request -> request.rawPath().equals("/api/v2/batch"))
                .map(RecordedRequest::body)
                .map(body -> new String(body, StandardCharsets.UTF_8))
                .toList();
    }

    static Map<Code, Long> problems(RunReport report) {
        var counts = new EnumMap<Code, Long>(Code.class);
        for (Finding finding : report.problems()) {
            counts.merge(finding.code(), finding.count(), Long::sum);
        }
        return counts;
    }

    static void assertSent(RunReport report, long rows) {
        assertThat(report.exitCode()).as(report.toJson()).isZero();
        assertThat(report.records().delivered()).isEqualTo(rows);
    }

    @Override
    public void close() {
        sandbox.close();
    }
}
