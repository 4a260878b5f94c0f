package dev.upserter.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.upserter.sandbox.fault.Gate;
import dev.upserter.server.admission.Runs;
import dev.upserter.server.live.LiveRuns;
import dev.upserter.server.live.Metrics;
import dev.upserter.server.upload.UploadFolder;
import dev.upserter.telemetry.Telemetry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The API, with each answer checked against its document. */
@Timeout(60)
class ApiTest {
    private static final String PLAIN = "{\"userId\": \"id\"}";

    @TempDir
    Path folder;

    private TestServer api;
    private ApiClient client;

    @BeforeEach
    void start() throws Exception {
        Path syncs = Files.createDirectory(folder.resolve("syncs"));
        Files.writeString(syncs.resolve("weekly.yaml"), """
            userId: id
            apiKey: a-very-secret-key
            siteId: 'a-site'
            source:
              file: ../data.json
            """);
        Files.writeString(syncs.resolve("broken.json"), "{\"userId\": 1}");
        Files.writeString(folder.resolve("secret.json"), "{\"userId\": \"outside\"}");
        Files.writeString(folder.resolve("data.json"), TestServer.DATA);
        api = new TestServer(folder, config -> config.withSyncs(syncs));
        client = new ApiClient(api);
    }

    @AfterEach
    void stop() {
        client.close();
        api.close();
    }

    @Test
    void theDocumentHasEveryOperationAndNoOther() {
        var config = ServerConfig.in(folder);
        var metrics = new Metrics();
        try (UploadFolder uploads = UploadFolder.open(folder.resolve("other"))) {
            var live = new LiveRuns(UpserterServer.setup(config, uploads), metrics, Telemetry.NONE);
            ServerEndpoint endpoint =
                    UpserterServer.front(config, Timing.standard(), uploads, new Runs(1), live, metrics, null);
            var served = new TreeSet<String>();
            endpoint.api().routes().forEach(route -> served.add(route.method() + " " + route.template()));

            assertThat(documented()).isEqualTo(served);
        }
    }

    private Set<String> documented() {
        var documented = new TreeSet<String>();
        for (Map.Entry<String, JsonNode> path : client.document().path("paths").properties()) {
            for (Map.Entry<String, JsonNode> operation : path.getValue().properties()) {
                documented.add(operation.getKey().toUpperCase(Locale.ROOT) + " " + path.getKey());
            }
        }
        return documented;
    }

    @Test
    void dataAreLookedAtWithoutTheirValues() throws Exception {
        String data = client.put("people.json", TestServer.DATA);
        JsonNode columns = client.get("/api/data/" + data + "/columns", "/api/data/{data}/columns");
        assertThat(columns.path("identifier").asText()).isEqualTo("id");
        assertThat(columns.at("/columns/1/examples").toString()).isEqualTo("[\"Xxx\",\"Xx\"]");
        JsonNode shown = client.get("/api/data/" + data + "/columns?values=true", "/api/data/{data}/columns");
        assertThat(shown.at("/columns/1/examples").toString()).isEqualTo("[\"Ana\",\"Bo\"]");

        JsonNode preview = client.post("/api/preview", ApiClient.order(TestServer.CONFIGURATION, data));
        assertThat(preview.at("/rows/0/attributes/first_name").asText()).isEqualTo("Xxx");
        assertThat(preview.at("/rows/0/outcome").asText()).isEqualTo("sent");

        JsonNode report = client.post("/api/check", ApiClient.order(TestServer.CONFIGURATION, data));
        assertThat(report.at("/records/pending").asInt()).isEqualTo(2);
        JsonNode plan = client.post("/api/plan", ApiClient.order(TestServer.CONFIGURATION, data));
        assertThat(plan.at("/people/added").asInt()).isEqualTo(2);
        assertThat(plan.at("/report/people")).isEqualTo(plan.at("/people"));
        assertThat(report.at("/people").isNull()).isTrue();
        assertThat(api.sandbox.people()).isEmpty();

        client.call("DELETE", "/api/data/" + data, "/api/data/{data}", null);
        assertThat(api.uploads()).isEmpty();
        assertThat(client.get("/api/data/" + data + "/columns", "/api/data/{data}/columns")
                        .path("code")
                        .asText())
                .isEqualTo("DATA_GONE");
    }

    @Test
    void theNumberOfKeptUploadsIsLimited() throws Exception {
        for (int i = 0; i < 10; i++) {
            client.put("people.json", TestServer.DATA);
        }

        assertThat(api.uploads()).hasSize(8);
    }

    @Test
    void whatIsWrongWithAConfigurationHasItsPlace() throws Exception {
        JsonNode answer = client.post(
                "/api/validate", Map.of("configuration", Map.of("name", "a.json", "text", "{\n \"userid\": 1}")));

        assertThat(answer.path("valid").asBoolean()).isFalse();
        assertThat(answer.at("/problems/0/line").asInt()).isEqualTo(2);
        assertThat(answer.at("/problems/0/column").asInt()).isEqualTo(2);
    }

    @Test
    void credentialsAreTestedAndNeverSentBack() throws Exception {
        var body = new HashMap<>(Map.<String, Object>of("configuration", Map.of("name", "a.json", "text", PLAIN)));
        body.put("credentials", Map.of("siteId", "site-of-mine", "apiKey", "key-of-mine"));

        JsonNode answer = client.post("/api/credentials", body);

        assertThat(answer.path("good").asBoolean()).isTrue();
        assertThat(answer.toString()).doesNotContain("of-mine");
    }

    @Test
    void savedSyncsAreListedOpenedAndRun() throws Exception {
        JsonNode syncs = client.get("/api/syncs", "/api/syncs").path("syncs");
        assertThat(syncs.findValuesAsText("file")).containsExactly("broken.json", "weekly.yaml");
        assertThat(syncs.at("/0/valid").asBoolean()).isFalse();
        String text = client.get("/api/syncs/weekly.yaml", "/api/syncs/{file}")
                .path("text")
                .asText();
        assertThat(text).contains("userId: id").doesNotContain("secret", "a-site");

        String run = client.call("POST", "/api/runs", "/api/runs", "{\"sync\": \"weekly.yaml\"}")
                .path("run")
                .asText();

        assertThat(client.events(run).getLast().at("/records/delivered").asInt())
                .isEqualTo(2);
        assertThat(client.send("GET", "/api/syncs/..%2Fsecret.json", null).statusCode())
                .isIn(400, 404);
    }

    @Test
    void aLateClientSeesTheSameAsAnEarlyOne() throws Exception {
        String data = client.put("people.json", TestServer.DATA);
        String run;
        var early = new ArrayList<CompletableFuture<List<JsonNode>>>();
        try (Gate gate = api.sandbox.hold()) {
            run = client.post("/api/runs", ApiClient.order(PLAIN, data))
                    .path("run")
                    .asText();
            for (int i = 0; i < 20; i++) {
                early.add(CompletableFuture.supplyAsync(
                        () -> {
                            try {
                                return client.events(run);
                            } catch (Exception e) {
                                throw new IllegalStateException(e);
                            }
                        },
                        task -> Thread.ofVirtual().start(task)));
            }
            api.sandbox.awaitRequests(1, TestServer.SOON);
        }
        JsonNode end = client.events(run).getLast();
        client.assertValid(client.document().at("/components/schemas/RunState"), end.toString());
        assertThat(end.path("state").asText()).isEqualTo("ended");
        assertThat(end.at("/report/status").asText()).isEqualTo("completed");
        for (var reader : early) {
            assertThat(reader.get(20, TimeUnit.SECONDS).getLast()).isEqualTo(end);
        }
        assertThat(client.get("/api/runs/" + run, "/api/runs/{run}").path("report"))
                .isEqualTo(end.path("report"));
    }

    @Test
    void aRunPausesGoesOnStopsAndIsResumed() throws Exception {
        String data = client.put("people.json", TestServer.DATA);
        String run;
        try (Gate gate = api.sandbox.hold()) {
            run = client.post("/api/runs", ApiClient.order(PLAIN, data))
                    .path("run")
                    .asText();
            assertThat(act(run, "pause").path("state").asText()).isEqualTo("paused");
            assertThat(act(run, "continue").path("state").asText()).isEqualTo("running");
            assertThat(act(run, "resume").path("code").asText()).isEqualTo("NOT_NOW");
            assertThat(client.post("/api/runs", ApiClient.order(PLAIN, data))
                            .path("code")
                            .asText())
                    .isEqualTo("RUN_LOCKED");
            assertThat(act(run, "pause").path("state").asText()).isEqualTo("paused");
            assertThat(act(run, "stop").path("state").asText()).isEqualTo("stopping");
        }
        JsonNode end = client.events(run).getLast();
        assertThat(act(run, "pause").path("code").asText()).isEqualTo("NOT_NOW");
        if (end.at("/report/status").asText().equals("stopped")) {
            assertThat(end.path("resumable").asBoolean()).isTrue();
            assertThat(act(run, "resume").path("run").asText()).isEqualTo(run);
            assertThat(client.events(run).getLast().at("/records/delivered").asInt())
                    .isEqualTo(2);
        }
    }

    private JsonNode act(String run, String what) throws Exception {
        return client.call("POST", "/api/runs/" + run + "/" + what, "/api/runs/{run}/" + what, null);
    }

    @Test
    void rowsThatWereNotDeliveredAreFoundWithoutTheirValues() throws Exception {
        api.sandbox.refuse("bo", "invalid", "name", "Bo is no name");
        String data = client.put("people.json", TestServer.DATA.replace("\"ana\"", "\"\""));
        String run = client.post("/api/runs", ApiClient.order(PLAIN, data))
                .path("run")
                .asText();
        client.events(run);
        String rows = "/api/runs/" + run + "/rows";

        JsonNode rejected = client.get(rows + "?kind=rejected", "/api/runs/{run}/rows");
        assertThat(rejected.at("/rows/0/code").asText()).isEqualTo("ID_MISSING");
        assertThat(rejected.at("/rows/0/record/name").asText()).isEqualTo("Xxx");
        JsonNode dead = client.get(rows + "?kind=deadLetters&values=true&search=bo", "/api/runs/{run}/rows");
        assertThat(dead.at("/rows/0/record/name").asText()).isEqualTo("Bo");
        assertThat(client.get(rows + "?kind=deadLetters&search=nothing", "/api/runs/{run}/rows")
                        .path("matches")
                        .asInt())
                .isZero();
        assertThat(client.get(rows + "?kind=other", "/api/runs/{run}/rows")
                        .path("code")
                        .asText())
                .isEqualTo("REQUEST_INVALID");

        JsonNode requests = client.get("/api/runs/" + run + "/requests", "/api/runs/{run}/requests");
        assertThat(requests.at("/requests/0/status").asInt()).isEqualTo(207);
        assertThat(requests.toString()).contains("xx").doesNotContain("Bo", "Ana");

        JsonNode found = client.get("/api/search?key=bo", "/api/search");
        assertThat(found.at("/notDelivered/0/kind").asText()).isEqualTo("deadLetters");
        var file = client.send("GET", "/api/runs/" + run + "/files/deadLetters", null);
        assertThat(file.body()).contains("\"bo\"");
        assertThat(file.headers().firstValue("Content-Disposition").orElse("")).startsWith("attachment");
    }

    @Test
    void runsOfOthersAreListedToo() throws Exception {
        api.send(Form.of(TestServer.CONFIGURATION, TestServer.DATA));

        JsonNode runs = client.get("/api/runs", "/api/runs").path("runs");

        assertThat(runs).hasSize(1);
        assertThat(runs.at("/0/records/delivered").asInt()).isEqualTo(2);
        assertThat(client.get("/api/sandbox/people?search=AN", "/api/sandbox/people")
                        .path("people"))
                .hasSize(1);
        assertThat(client.get("/api/about", "/api/about").path("sandbox").asBoolean())
                .isTrue();
    }

    @Test
    void whatElseTheSandboxHoldsIsListed() throws Exception {
        String config = """
            {"type": "object", "objectType": 1, "objectId": "id", "mappings": []}
            """;
        String data = client.put("things.json", "[{\"id\": \"acme\"}, {\"id\": \"beta\"}]");
        client.events(client.post("/api/runs", ApiClient.order(config, data))
                .path("run")
                .asText());

        JsonNode found = client.get("/api/sandbox/objects?search=ACME", "/api/sandbox/{kind}");
        assertThat(found.path("matches").asInt()).isEqualTo(1);
        assertThat(found.at("/things/0/key").asText()).contains("acme");
        assertThat(client.get("/api/sandbox/events?limit=1&offset=0", "/api/sandbox/{kind}")
                        .path("things"))
                .isEmpty();
        assertThat(client.send("GET", "/api/sandbox/nothing", null).statusCode())
                .isEqualTo(404);
    }

    private static final String KEEPING = """
        {"userId": "id", "sync": "weekly", "mode": "mirror", "removed": "delete", "keepValues": true,
         "mappings": [{"from": "name", "to": "first_name"}]}
        """;

    private static void deliver(ApiClient there, String rows) throws Exception {
        String data = there.put("people.json", rows);
        there.events(there.post("/api/runs", ApiClient.order(KEEPING, data))
                .path("run")
                .asText());
    }

    @Test
    void aPlanShowsEachChangeAndIsApplied() throws Exception {
        try (TestServer other = new TestServer(folder.resolve("other"), TestServer::withoutItsSandbox);
                ApiClient there = new ApiClient(other)) {
            deliver(there, TestServer.DATA);
            String data = there.put("people.json", "[{\"id\": \"ana\", \"name\": \"Anna\"}]");

            JsonNode plan = there.post("/api/plan", ApiClient.order(KEEPING, data));

            assertThat(plan.at("/people/changed").asInt()).isEqualTo(1);
            assertThat(plan.at("/people/removed").asInt()).isEqualTo(1);
            assertThat(plan.toString()).doesNotContain("Ana", "Anna", "\"bo\"");
            String path = "/api/plans/" + plan.path("plan").asText();
            JsonNode listed =
                    there.get(path + "?values=true", "/api/plans/{plan}").path("listed");
            JsonNode changed = listed.at("/0/change").asText().equals("changed") ? listed.path(0) : listed.path(1);
            assertThat(changed.toString())
                    .isEqualTo("{\"change\":\"changed\",\"key\":\"ana\","
                            + "\"attributes\":{\"first_name\":{\"before\":\"Ana\",\"after\":\"Anna\"}}}");
            assertThat(other.sandbox.person("ana").orElseThrow().attributes()).containsEntry("first_name", "\"Ana\"");

            String run = there.call("POST", path + "/apply", "/api/plans/{plan}/apply", null)
                    .path("run")
                    .asText();
            there.events(run);

            assertThat(other.sandbox.person("ana").orElseThrow().attributes()).containsEntry("first_name", "\"Anna\"");
            assertThat(other.sandbox.person("bo")).isEmpty();
        }
    }

    @Test
    void aPlanIsRefusedOnceSomethingElseWasDelivered() throws Exception {
        try (TestServer other = new TestServer(folder.resolve("other"), TestServer::withoutItsSandbox);
                ApiClient there = new ApiClient(other)) {
            String data = there.put("people.json", TestServer.DATA);
            String plan = there.post("/api/plan", ApiClient.order(KEEPING, data))
                    .path("plan")
                    .asText();
            deliver(there, "[{\"id\": \"cy\", \"name\": \"Cy\"}]");

            String run = there.call("POST", "/api/plans/" + plan + "/apply", "/api/plans/{plan}/apply", null)
                    .path("run")
                    .asText();

            JsonNode end = there.events(run).getLast();
            assertThat(end.at("/report/status").asText()).isEqualTo("refused");
            assertThat(end.at("/report/problems/0/code").asText()).isEqualTo("PLAN_OUTDATED");
            assertThat(other.sandbox.people().stream().map(person -> person.id().orElse("")))
                    .containsExactly("cy");
        }
    }

    @Test
    void aPlanOfASavedSyncIsRefusedOnceItsConfigurationHasChanged() throws Exception {
        Path syncs = Files.createDirectories(folder.resolve("saved"));
        Files.writeString(syncs.resolve("people.json"), TestServer.DATA);
        Path configuration = Files.writeString(
                syncs.resolve("weekly.json"),
                KEEPING.replace("\"mode\"", "\"source\": {\"file\": \"people.json\"}, \"mode\""));
        try (TestServer other = new TestServer(
                        folder.resolve("other"),
                        config -> TestServer.withoutItsSandbox(config).withSyncs(syncs));
                ApiClient there = new ApiClient(other)) {
            String plan = there.post("/api/plan", Map.of("sync", "weekly.json"))
                    .path("plan")
                    .asText();
            Files.writeString(configuration, Files.readString(configuration).replace("first_name", "given_name"));

            JsonNode refused = there.call("POST", "/api/plans/" + plan + "/apply", "/api/plans/{plan}/apply", null);

            assertThat(refused.path("code").asText()).isEqualTo("PLAN_OUTDATED");
            assertThat(other.sandbox.people()).isEmpty();
        }
    }

    @Test
    void aYamlConfigurationIsGivenAsJson() throws Exception {
        JsonNode json = client.post(
                "/api/json", Map.of("configuration", Map.of("name", "weekly.yaml", "text", "userId: id # ours\n")));
        assertThat(json.path("text").asText()).isEqualTo("{\n  \"userId\" : \"id\"\n}\n");
        JsonNode wrong =
                client.post("/api/json", Map.of("configuration", Map.of("name", "weekly.yaml", "text", "userId: [")));
        assertThat(wrong.path("code").asText()).isEqualTo("CONFIG_INVALID");
    }

    @Test
    void aPlanThatIsNotThereSaysSo() throws Exception {
        assertThat(client.call("POST", "/api/plans/nosuch/apply", "/api/plans/{plan}/apply", null)
                        .path("code")
                        .asText())
                .isEqualTo("PLAN_GONE");
        assertThat(client.get("/api/plans/nosuch", "/api/plans/{plan}")
                        .path("code")
                        .asText())
                .isEqualTo("PLAN_GONE");
    }

    @Test
    void aSearchShowsWhatWasSentLastWhereItIsKept() throws Exception {
        String configuration =
                "{\"userId\": \"id\", \"identifyBy\": \"email\", \"sync\": \"weekly\", \"incremental\": true,"
                        + " \"keepValues\": true, \"mappings\": [{\"from\": \"name\", \"to\": \"first_name\"}]}";
        String rows = "[{\"id\": \"Ana@example.com\", \"name\": \"Ana\"}]";
        try (TestServer other = new TestServer(folder.resolve("other"), TestServer::withoutItsSandbox);
                ApiClient there = new ApiClient(other)) {
            String run = there.post("/api/runs", ApiClient.order(configuration, there.put("people.json", rows)))
                    .path("run")
                    .asText();
            there.events(run);

            JsonNode found =
                    there.get("/api/search?key=ana@Example.com", "/api/search").at("/syncs/0");
            assertThat(found.path("sync").asText()).isEqualTo("weekly");
            assertThat(found.path("kept").asText()).isEqualTo("values");
            assertThat(found.path("known").asBoolean()).isTrue();
            assertThat(found.path("lastRun").asText()).isEqualTo(run);
            assertThat(found.at("/attributes/first_name").asText()).isEqualTo("Xxx");
            JsonNode shown = there.get("/api/search?key=ana@Example.com&values=true", "/api/search");
            assertThat(shown.at("/syncs/0/attributes/first_name").asText()).isEqualTo("Ana");
            JsonNode nobody = there.get("/api/search?key=bo", "/api/search").at("/syncs/0");
            assertThat(nobody.path("known").asBoolean()).isFalse();
            assertThat(nobody.path("attributes").isNull()).isTrue();
        }
    }

    @Test
    void aSearchSaysWhatASyncDoesNotKeep() throws Exception {
        String incremental = "{\"userId\": \"id\", \"sync\": \"a\", \"incremental\": true}";
        String plain = "{\"userId\": \"id\", \"sync\": \"b\"}";
        try (TestServer other = new TestServer(folder.resolve("other"), TestServer::withoutItsSandbox);
                ApiClient there = new ApiClient(other)) {
            for (String configuration : List.of(incremental, plain)) {
                String data = there.put("people.json", TestServer.DATA);
                there.events(there.post("/api/runs", ApiClient.order(configuration, data))
                        .path("run")
                        .asText());
            }

            JsonNode found = there.get("/api/search?key=ana", "/api/search").path("syncs");

            assertThat(found.at("/0/kept").asText()).isEqualTo("fingerprints");
            assertThat(found.at("/0/known").asBoolean()).isTrue();
            assertThat(found.at("/0/attributes").isNull()).isTrue();
            assertThat(found.at("/1/kept").asText()).isEqualTo("nothing");
            assertThat(found.at("/1/known").asBoolean()).isFalse();
        }
    }

    @Test
    void theServerReportsItsHealth() throws Exception {
        api.send(Form.of(TestServer.CONFIGURATION, TestServer.DATA));

        assertThat(client.send("GET", "/health", null).statusCode()).isEqualTo(200);
        assertThat(client.send("GET", "/ready", null).statusCode()).isEqualTo(200);
        assertThat(client.send("GET", "/metrics", null).body())
                .contains(
                        "upserter_rows_total{end=\"delivered\"} 2\n",
                        "upserter_rows_total{end=\"filtered\"} 0\n",
                        "# TYPE upserter_people_removed_total counter\nupserter_people_removed_total 0\n",
                        "upserter_runs_total{status=\"completed\"} 1\n",
                        "# HELP upserter_runs_time_total Milliseconds that runs took until their ends, all together.\n",
                        "upserter_runs_active 0\n");
    }

    @Test
    void aStopLeavesRunsResumableAndEndsTheirEvents() throws Exception {
        String many = IntStream.range(0, 20_000)
                .mapToObj(i -> "{\"id\": \"p" + i + "\"}")
                .collect(Collectors.joining(",", "[", "]"));
        String data = client.put("people.json", many);
        Gate gate = api.sandbox.hold();
        String oneByOne = "{\"userId\": \"id\", \"api\": \"single\", \"parallelism\": 1}";
        String run = client.post("/api/runs", ApiClient.order(oneByOne, data))
                .path("run")
                .asText();
        api.sandbox.awaitRequests(1, TestServer.SOON);
        var events = CompletableFuture.supplyAsync(() -> {
            try {
                return client.events(run);
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });
        while (!client.send("GET", "/metrics", null).body().contains("upserter_event_streams 1\n")) {
            Thread.onSpinWait();
        }
        var stopped = CompletableFuture.runAsync(api.server::close);
        events.get(20, TimeUnit.SECONDS);
        gate.close();

        stopped.get(20, TimeUnit.SECONDS);

        assertThat(Files.readString(api.state.resolve("runs").resolve(run).resolve("report.json")))
                .contains("\"status\" : \"stopped\"");
        assertThat(api.uploads()).isEmpty();
    }
}
