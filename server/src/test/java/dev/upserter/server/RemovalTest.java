package dev.upserter.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.nio.file.Path;
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

    @Test
    void anUploadSaysYesInItsConfiguration() throws Exception {
        String mirror = MIRROR + "\"suppress\"}";
        String sure = MIRROR + "\"suppress\", \"irreversible\": true}";
        try (var api = new TestServer(folder, TestServer::withoutItsSandbox)) {
            assertThat(TestServer.codes(put(api, mirror, FOUR).body())).containsExactly("STATE_NEW");
            HttpResponse<String> refused = put(api, mirror, THREE);
            assertThat(refused.statusCode()).isEqualTo(400);
            assertThat(TestServer.codes(refused.body())).containsExactly("CONFIRM_IRREVERSIBLE");
            assertThat(api.sandbox.peopleCount()).isEqualTo(4);

            assertThat(put(api, sure, THREE).statusCode()).isEqualTo(200);
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
    void aPlanThatSuppressesIsAppliedOnlyWhereItsConfigurationSaysYes() throws Exception {
        try (var api = new TestServer(folder, TestServer::withoutItsSandbox);
                var client = new ApiClient(api)) {
            put(api, MIRROR + "\"suppress\"}", FOUR);
            for (boolean yes : new boolean[] {false, true}) {
                String data = client.put("data.json", THREE);
                String configuration = MIRROR + "\"suppress\", \"irreversible\": " + yes + "}";
                JsonNode plan = client.post("/api/plan", ApiClient.order(configuration, data));
                assertThat(plan.at("/people/removed").asInt()).isEqualTo(1);
                assertThat(plan.at("/report/problems").toString().contains("would suppress 1 of the 4 people known"))
                        .isEqualTo(!yes);
                String run = client.call(
                                "POST",
                                "/api/plans/" + plan.path("plan").asText() + "/apply",
                                "/api/plans/{plan}/apply",
                                null)
                        .path("run")
                        .asText();
                client.events(run);
                assertThat(client.get("/api/runs/" + run, "/api/runs/{run}")
                                .at("/report/status")
                                .asText())
                        .isEqualTo(yes ? "completed" : "refused");
                assertThat(api.sandbox.peopleCount()).isEqualTo(yes ? 3 : 4);
            }
        }
    }
}
