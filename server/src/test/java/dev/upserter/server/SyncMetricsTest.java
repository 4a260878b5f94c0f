package dev.upserter.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** What a monitoring tool sees of each saved sync, and that docs and examples name what there is. */
class SyncMetricsTest {
    private static final Path ROOT = Path.of("..");
    private static final Pattern METRIC = Pattern.compile("upserter_[a-z_]+");
    private static final int PEOPLE = 40;

    @TempDir
    Path folder;

    private Path syncs;
    private TestServer api;
    private ApiClient client;

    @BeforeEach
    void start() throws Exception {
        syncs = Files.createDirectory(folder.resolve("syncs"));
        Files.writeString(syncs.resolve("users.yaml"), """
            userId: id
            mode: mirror
            source: {file: ../users.csv}
            mappings: [{from: plan, to: plan}]
            """);
        people(PEOPLE);
        open();
    }

    private void open() throws Exception {
        api = new TestServer(
                folder, config -> TestServer.withoutItsSandbox(config).withSyncs(syncs));
        client = new ApiClient(api);
    }

    @AfterEach
    void stop() {
        client.close();
        api.close();
    }

    private void people(int number) throws IOException {
        Files.writeString(
                folder.resolve("users.csv"),
                IntStream.rangeClosed(1, number)
                        .mapToObj(i -> i + ",pro\n")
                        .collect(Collectors.joining("", "id,plan\n", "")));
    }

    private Scraped scrape() throws Exception {
        return Scraped.of(client.send("GET", "/metrics", null).body());
    }

    private void run(String file) throws Exception {
        String run = client.post("/api/runs", Map.of("sync", file)).path("run").asText();
        if (!run.isEmpty()) {
            client.events(run);
        }
    }

    private static String of(String metric) {
        return "upserter_sync_" + metric + "{sync=\"users\"}";
    }

    private static String of(String metric, String label) {
        return "upserter_sync_" + metric + "{sync=\"users\"," + label + "}";
    }

    @Test
    void aSyncThatHasNotRunHasNothingButItsCounts() throws Exception {
        Scraped seen = scrape();

        assertThat(seen.values()).containsEntry(of("runs_total", "status=\"completed\""), 0.0);
        assertThat(seen.names())
                .noneMatch(name -> name.startsWith("upserter_sync_last"))
                .contains("upserter_sync_configurations_unreadable");
    }

    @Test
    void whatBecameOfTheLastRunOutlivesTheServer() throws Exception {
        Instant before = Instant.now();
        run("users.yaml");
        client.close();
        api.close();
        open();

        Scraped seen = scrape();

        assertThat(seen.value(of("last_success_timestamp_seconds")))
                .isBetween(before.toEpochMilli() / 1e3, Instant.now().toEpochMilli() / 1e3);
        assertThat(seen.value(of("last_success_age_seconds"))).isBetween(0.0, 60.0);
        assertThat(seen.value(of("last_run_exit_code"))).isZero();
        assertThat(seen.value(of("last_run_rows", "end=\"read\""))).isEqualTo(PEOPLE);
        assertThat(seen.value(of("last_run_rows", "end=\"delivered\""))).isEqualTo(PEOPLE);
        assertThat(seen.value(of("runs_total", "status=\"completed\""))).isZero();
    }

    @Test
    void aRunThatFailsIsTheLastOneButNoSuccess() throws Exception {
        run("users.yaml");
        double success = scrape().value(of("last_success_timestamp_seconds"));
        people(1);
        run("users.yaml");

        Scraped seen = scrape();

        assertThat(seen.value(of("last_success_timestamp_seconds"))).isEqualTo(success);
        assertThat(seen.value(of("last_run_timestamp_seconds"))).isGreaterThan(success);
        assertThat(seen.value(of("last_run_exit_code"))).isGreaterThanOrEqualTo(2);
        assertThat(seen.value(of("last_run_removals_held"))).isEqualTo(1);
        assertThat(seen.value(of("last_run_people_removed"))).isEqualTo(PEOPLE - 1);
    }

    @Test
    void aRunWithoutDataCounts() throws Exception {
        Files.writeString(syncs.resolve("two.yaml"), """
            userId: id
            onError: continue
            syncs:
              - {sync: gone, source: {file: ../gone.csv}}
              - {sync: here, source: {file: ../users.csv}}
            """);
        run("two.yaml");
        Scraped seen = scrape();
        while (seen.value("upserter_sync_runs_total{sync=\"here\",status=\"completed\"}") == 0) {
            seen = scrape(); // the second run begins after the first
        }

        assertThat(seen.value("upserter_sync_runs_total{sync=\"gone\",status=\"refused\"}"))
                .isEqualTo(1);
        assertThat(seen.value("upserter_sync_runs_total{sync=\"here\",status=\"completed\"}"))
                .isEqualTo(1);
    }

    /** One name has one state; a second file of it must not repeat a line, which Prometheus refuses as a whole. */
    @Test
    void configurationsThatAreWrongOrOfOneNameDoNotBreakTheAnswer() throws Exception {
        Files.copy(syncs.resolve("users.yaml"), syncs.resolve("users.yml"));
        Files.writeString(syncs.resolve("broken.yaml"), "userId: [");
        api.send(Form.of(TestServer.CONFIGURATION, TestServer.DATA));

        Scraped seen = scrape();

        assertThat(seen.value("upserter_sync_configurations_unreadable")).isEqualTo(1);
        assertThat(seen.values().keySet()).noneMatch(name -> name.contains("sync=") && !name.contains("\"users\""));
    }

    @Test
    void aScheduleHasItsNextRunAndIsLateUntilARunCompletes() throws Exception {
        String schedule =
                "\nschedule: \"0 2 * * *\"\nzone: Europe/Berlin\nalerts: [{command: [./page-me], when: [late]}]\n";
        Files.writeString(syncs.resolve("users.yaml"), Files.readString(syncs.resolve("users.yaml")) + schedule);
        Path page = Files.writeString(syncs.resolve("page-me"), "#!/bin/sh\ncat >>alerts.ndjson\n");
        assertThat(page.toFile().setExecutable(true)).isTrue();
        Scraped seen = scrape();
        assertThat(seen.value(of("next_run_timestamp_seconds")) * 1000)
                .isBetween((double) System.currentTimeMillis(), System.currentTimeMillis() + 25 * 3600 * 1000.0);
        assertThat(seen.value(of("late"))).as("none was due yet").isZero();

        run("users.yaml");
        assertThat(scrape().value(of("late"))).isZero();
        Path completed = api.state.resolve("syncs/users/completed.json");
        Files.writeString(completed, Files.readString(completed).replaceAll("20[0-9]{2}-", "2020-"));
        Path since = api.state.resolve("syncs/users/expected.json");
        Files.writeString(since, "{"); // damaged: no time is left out
        assertThat(scrape().value(of("late"))).isEqualTo(1);
        Objects.requireNonNull(api.server.late()).pass();
        Objects.requireNonNull(api.server.late()).pass();
        assertThat(Files.readAllLines(syncs.resolve("alerts.ndjson")))
                .singleElement()
                .asString()
                .contains("users: late");
    }

    @Test
    void theDashboardTheRulesAndTheDocsNameMetricsThatAreThere() throws Exception {
        Files.writeString(
                syncs.resolve("users.yaml"),
                Files.readString(syncs.resolve("users.yaml")) + "\nschedule: \"@daily\"\n");
        run("users.yaml");
        Set<String> there = scrape().names();
        Path examples = ROOT.resolve("examples/monitoring");
        String rules = Files.readString(examples.resolve("rules.yaml"));
        String dashboard = Files.readString(examples.resolve("dashboard.json"));
        String docs = Files.readString(ROOT.resolve("docs/monitoring.md"));

        for (String text : Set.of(expressions(rules), expressions(new ObjectMapper().readTree(dashboard)), docs)) {
            assertThat(there).containsAll(named(text));
        }
        assertThat(named(docs))
                .containsAll(there.stream()
                        .filter(name -> name.startsWith("upserter_sync"))
                        .toList());
    }

    private static Set<String> named(String text) {
        return METRIC.matcher(text)
                .results()
                .map(match -> match.group())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** The expressions of the rules, of which each has what a person needs. */
    private static String expressions(String rules) throws IOException {
        Object read = new Load(LoadSettings.builder().build()).loadFromString(rules);
        var text = new StringBuilder();
        for (JsonNode rule : new ObjectMapper().valueToTree(read).at("/groups/0/rules")) {
            assertThat(rule.path("alert").asText()).matches("Upserter[A-Za-z]+");
            assertThat(rule.at("/annotations/summary").asText()).isNotBlank();
            assertThat(rule.at("/annotations/action").asText()).isNotBlank();
            assertThat(rule.at("/labels/severity").asText()).isIn("warning", "critical");
            text.append(rule.path("expr").asText()).append('\n');
        }
        assertThat(named(text.toString())).hasSizeGreaterThan(5);
        return text.toString();
    }

    private static String expressions(JsonNode dashboard) {
        var text = new StringBuilder();
        for (JsonNode panel : dashboard.path("panels")) {
            assertThat(panel.path("title").asText()).isNotBlank();
            assertThat(panel.path("targets")).isNotEmpty();
            panel.path("targets")
                    .forEach(target -> text.append(target.path("expr").asText()).append('\n'));
        }
        for (JsonNode variable : dashboard.at("/templating/list")) {
            text.append(variable.at("/query/query").asText()).append('\n');
        }
        assertThat(named(text.toString())).hasSizeGreaterThan(8);
        return text.toString();
    }
}
