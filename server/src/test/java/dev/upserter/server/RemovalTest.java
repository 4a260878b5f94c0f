package dev.upserter.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Mirrors over HTTP: the answers where people would be removed. */
class RemovalTest {
    private static final String MIRROR =
            "{\"userId\": \"id\", \"sync\": \"mirror\", \"mode\": \"mirror\", \"removed\": ";
    private static final String FOUR = "{\"id\": 1}\n{\"id\": 2}\n{\"id\": 3}\n{\"id\": 4}\n";
    private static final String THREE = "{\"id\": 1}\n{\"id\": 2}\n{\"id\": 3}\n";

    @TempDir
    Path folder;

    private static HttpResponse<String> put(TestServer api, String configuration, String data) throws Exception {
        return api.send(Form.of(configuration, data));
    }

    private static HttpResponse<String> put(TestServer api, String path, String configuration, String data)
            throws Exception {
        return api.send(api.put(Form.of(configuration, data).closed())
                .uri(api.server.address().resolve(path)));
    }

    @Test
    void anUploadSaysYesToTheNumberThatItWasTold() throws Exception {
        String mirror = MIRROR + "\"suppress\"}";
        try (var api = new TestServer(folder, TestServer::withoutItsSandbox)) {
            assertThat(TestServer.codes(put(api, mirror, FOUR).body())).containsExactly("STATE_NEW");
            HttpResponse<String> refused = put(api, mirror, THREE);
            assertThat(refused.statusCode()).isEqualTo(400);
            assertThat(TestServer.codes(refused.body())).containsExactly("CONFIRM_IRREVERSIBLE");
            assertThat(api.sandbox.peopleCount()).isEqualTo(4);

            HttpResponse<String> unasked = put(api, MIRROR + "\"suppress\", \"irreversible\": true}", THREE);
            assertThat(unasked.statusCode()).isEqualTo(400);
            assertThat(unasked.body()).contains("an uploaded configuration must not do without asking");
            assertThat(put(api, "/?yes=0", mirror, THREE).statusCode()).isEqualTo(400);
            assertThat(put(api, "/?yes=true", mirror, THREE).statusCode()).isEqualTo(400);
            assertThat(api.sandbox.peopleCount()).isEqualTo(4);

            assertThat(put(api, "/?yes=1", mirror, THREE).statusCode()).isEqualTo(200);
            assertThat(api.sandbox.peopleCount()).isEqualTo(3);
            HttpResponse<String> back = put(api, mirror, FOUR);
            assertThat(back.statusCode()).isEqualTo(200);
            assertThat(TestServer.codes(back.body())).containsExactly("SUPPRESSED");
            assertThat(TestServer.json(back.body()).at("/records/filtered").asInt())
                    .isEqualTo(1);
        }
    }

    @Test
    void removalsThatAreHeldMakeTheAnswer207() throws Exception {
        try (var api = new TestServer(folder, TestServer::withoutItsSandbox)) {
            put(api, MIRROR + "\"delete\"}", FOUR);
            HttpResponse<String> held = put(api, MIRROR + "\"delete\"}", THREE.strip());

            assertThat(held.statusCode()).as(held.body()).isEqualTo(207);
            assertThat(TestServer.codes(held.body())).containsExactly("REMOVALS_HELD");
            assertThat(api.sandbox.peopleCount()).isEqualTo(4);
        }
    }

    @Test
    void aPlanThatSuppressesIsAppliedOnlyWithAYesToItsNumber() throws Exception {
        try (var api = new TestServer(folder, TestServer::withoutItsSandbox);
                var client = new ApiClient(api)) {
            put(api, MIRROR + "\"suppress\"}", FOUR);
            String data = client.put("data.json", THREE);
            JsonNode plan = client.post("/api/plan", ApiClient.order(MIRROR + "\"suppress\"}", data));
            assertThat(plan.at("/people/removed").asInt()).isEqualTo(1);
            assertThat(plan.at("/report/problems").toString()).contains("would suppress 1 of the 4 people known");
            String apply = "/api/plans/" + plan.path("plan").asText() + "/apply";

            for (String yes : List.of("", "?yes=0", "?yes=1")) {
                String run = started(client, apply + yes, "/api/plans/{plan}/apply");
                boolean isDone = yes.equals("?yes=1");
                assertThat(status(client, run)).isEqualTo(isDone ? "completed" : "refused");
                assertThat(api.sandbox.peopleCount()).isEqualTo(isDone ? 3 : 4);
            }
        }
    }

    @Test
    void aRunThatAskedIsConfirmedWithItsNumber() throws Exception {
        String deletion = "{\"type\": \"delete\", \"userId\": \"id\", \"sync\": \"gone\"}";
        try (var api = new TestServer(folder, TestServer::withoutItsSandbox);
                var client = new ApiClient(api)) {
            put(api, MIRROR + "\"delete\"}", FOUR);
            String data = client.put("data.json", THREE);
            JsonNode started = client.post("/api/runs", ApiClient.order(deletion, data));
            String run = started.path("run").asText();
            assertThat(status(client, run)).isEqualTo("refused");
            JsonNode report = client.get("/api/runs/" + run, "/api/runs/{run}").path("report");
            assertThat(report.path("problems").toString()).contains("each of the 3 rows");
            assertThat(report.at("/records/pending").asInt()).isEqualTo(3);
            assertThat(api.sandbox.peopleCount()).isEqualTo(4);

            String confirm = "/api/runs/" + run + "/confirm";
            String less = started(client, confirm + "?yes=2", "/api/runs/{run}/confirm");
            assertThat(status(client, less)).isEqualTo("refused");
            String done = started(client, confirm + "?yes=3", "/api/runs/{run}/confirm");
            assertThat(status(client, done)).isEqualTo("completed");
            assertThat(api.sandbox.peopleCount()).isEqualTo(1);
            assertThat(client.send("POST", "/api/runs/" + done + "/confirm?yes=3", null)
                            .statusCode())
                    .isEqualTo(409);
        }
    }

    private static String started(ApiClient client, String path, String template) throws Exception {
        return client.call("POST", path, template, null).path("run").asText();
    }

    private static String status(ApiClient client, String run) throws Exception {
        client.events(run);
        return client.get("/api/runs/" + run, "/api/runs/{run}")
                .at("/report/status")
                .asText();
    }
}
