package dev.upserter.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.upserter.sandbox.app.Segment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Configurations of several syncs, by the API of the page. */
class SeveralSyncsApiTest {
    private static final String SHARED = """
            userId: id
            syncs:
              - {sync: people, mappings: [{from: name, to: first_name}]}
              - {sync: members, type: segment, segment: 7}
            """;
    private static final String NAMED = """
            userId: id
            syncs:
              - {sync: people, source: {file: people.json}}
              - {sync: members, type: segment, segment: 7, source: {file: members.json}}
            """;

    @TempDir
    Path folder;

    private TestServer api;
    private ApiClient client;

    @BeforeEach
    void start() throws Exception {
        Path syncs = Files.createDirectories(folder.resolve("syncs"));
        Files.writeString(syncs.resolve("workspace.yaml"), NAMED);
        Files.writeString(syncs.resolve("people.json"), TestServer.DATA);
        Files.writeString(syncs.resolve("members.json"), "[{\"id\": \"bo\"}]");
        api = new TestServer(folder, config -> config.withSyncs(syncs));
        api.sandbox.directory().put(Segment.manual(7, "Members"));
        client = new ApiClient(api);
    }

    @AfterEach
    void stop() {
        client.close();
        api.close();
    }

    private static Map<String, Object> order(String text, Object data) {
        var order = new HashMap<String, Object>();
        order.put("configuration", Map.of("name", "workspace.yaml", "text", text));
        order.put("data", data);
        return order;
    }

    /** How each sync has ended, once all have; each run is followed to its end, and tells of the next. */
    private List<String> all(String first) throws Exception {
        String run = first;
        long deadline = System.nanoTime() + TestServer.SOON.toNanos();
        while (System.nanoTime() < deadline) {
            client.events(run);
            JsonNode series = client.get("/api/runs/" + run, "/api/runs/{run}").path("series");
            var statuses = new ArrayList<String>();
            for (JsonNode sync : series) {
                statuses.add(sync.path("status").asText());
                run = sync.path("run").asText(run);
            }
            if (!statuses.contains("waiting") && !statuses.contains("running")) {
                return statuses;
            }
        }
        throw new AssertionError("not all have ended: " + client.get("/api/runs/" + run, "/api/runs/{run}"));
    }

    @Test
    void allSyncsAreRunAndEachRunHasItsSyncsName() throws Exception {
        String data = client.put("rows.json", TestServer.DATA);
        JsonNode started = client.post("/api/runs", order(SHARED, data));
        assertThat(started.path("syncs").toString()).isEqualTo("[\"people\",\"members\"]");

        assertThat(all(started.path("run").asText())).containsExactly("completed", "completed");

        assertThat(client.get("/api/runs", "/api/runs").path("runs").findValuesAsText("sync"))
                .containsExactlyInAnyOrder("people", "members");
        assertThat(String.valueOf(api.sandbox.contents().get("segments"))).contains("7=ana bo");
        assertThat(client.send("DELETE", "/api/data/" + data, null).statusCode())
                .isLessThan(300);
        assertThat(api.uploads()).isEmpty();
    }

    @Test
    void severalDataAreFoundByTheirNames() throws Exception {
        String people = client.put("people.json", TestServer.DATA);
        String members = client.put("members.json", "[{\"id\": \"bo\"}]");

        JsonNode started = client.post("/api/runs", order(NAMED, List.of(members, people)));
        assertThat(all(started.path("run").asText())).containsExactly("completed", "completed");
        assertThat(api.sandbox.peopleCount()).isEqualTo(2);
        assertThat(String.valueOf(api.sandbox.contents().get("segments"))).contains("7=bo}");

        JsonNode missing = client.post("/api/runs", order(NAMED, people));
        assertThat(missing.path("detail").asText()).contains("names the file members.json, which was not uploaded");
        String secret = folder.resolve("syncs/people.json").toString();
        JsonNode machine = client.post("/api/runs", order(NAMED.replace("people.json", secret), List.of(members)));
        assertThat(machine.path("detail").asText()).contains("which was not uploaded");
    }

    @Test
    void stoppingOneStopsAllAndItIsResumedByItself() throws Exception {
        String slow = "parallelism: 1\n" + SHARED;
        String rows = IntStream.range(0, 30_000)
                .mapToObj(i -> "{\"id\": \"" + i + "\", \"name\": \"one of many\"}")
                .collect(Collectors.joining("\n"));
        String data = client.put("rows.json", rows);
        String run;
        try (var gate = api.sandbox.hold()) {
            run = client.post("/api/runs", order(slow, data)).path("run").asText();
            api.sandbox.awaitRequests(1, TestServer.SOON);
            JsonNode locked = client.post("/api/runs", order(slow, data));
            assertThat(locked.path("code").asText()).isEqualTo("RUN_LOCKED");
            client.call("POST", "/api/runs/" + run + "/stop", "/api/runs/{run}/stop", "");
        }
        JsonNode last = client.events(run).getLast();

        assertThat(last.path("report").path("status").asText()).isEqualTo("stopped");
        assertThat(all(run)).containsExactly("stopped", "not_run");
        JsonNode resumed = client.call("POST", "/api/runs/" + run + "/resume", "/api/runs/{run}/resume", "");
        assertThat(resumed.path("run").asText()).isNotEmpty();
    }

    @Test
    void whatLooksAtOneSyncIsToldWhich() throws Exception {
        String data = client.put("rows.json", TestServer.DATA);
        JsonNode valid = client.post("/api/validate", order(SHARED, data));
        assertThat(valid.path("syncs").toString()).isEqualTo("[\"people\",\"members\"]");
        for (String path : List.of("/api/preview", "/api/check", "/api/plan")) {
            JsonNode refused = client.post(path, order(SHARED, data));
            assertThat(refused.path("help").asText()).isEqualTo("name one of them by the key only of the request");
            Map<String, Object> order = order(SHARED, data);
            order.put("only", "people");
            assertThat(client.post(path, order).toString()).doesNotContain("CONFIG_INVALID");
        }
        assertThat(client.post("/api/credentials", order(SHARED, data))
                        .path("good")
                        .asBoolean())
                .isTrue();
        Map<String, Object> order = order(SHARED, data);
        order.put("only", List.of("people"));
        String run = client.post("/api/runs", order).path("run").asText();
        assertThat(client.events(run).getLast().path("sync").asText()).isEqualTo("people");
        assertThat(client.get("/api/runs/" + run, "/api/runs/{run}").has("series"))
                .isFalse();
    }

    @Test
    void aSavedFileOfSeveralSyncsIsListedAndRun() throws Exception {
        JsonNode listed = client.get("/api/syncs", "/api/syncs").path("syncs");
        assertThat(listed.at("/0/sync").asText()).isEqualTo("people, members");
        assertThat(listed.at("/0/data").asText()).isEqualTo("people.json, members.json");

        JsonNode started = client.post("/api/runs", Map.of("sync", "workspace.yaml"));
        assertThat(all(started.path("run").asText())).containsExactly("completed", "completed");
        assertThat(String.valueOf(api.sandbox.contents().get("segments"))).contains("7=bo}");

        String data = client.put("rows.json", TestServer.DATA);
        JsonNode idle = client.post("/api/runs", Map.of("sync", "workspace.yaml", "data", data));
        assertThat(idle.path("detail").asText()).contains("would feed no sync");
    }

    @Test
    void afterOneThatIsRefusedTheRestIsNotRun() throws Exception {
        String data = client.put("rows.json", TestServer.DATA);
        String wrong = SHARED.replace("from: name", "from: names");

        String run = client.post("/api/runs", order(wrong, data)).path("run").asText();

        assertThat(all(run)).containsExactly("refused", "not_run");
    }
}
