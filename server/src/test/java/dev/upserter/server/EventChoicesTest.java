package dev.upserter.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Events that may start campaigns, or would be others than in the last run, are sent only where somebody chooses it. */
class EventChoicesTest {
    private static final String ORDERS =
            "{\"sync\": \"orders\", \"type\": \"event\", \"userId\": \"id\", \"event\": \"Order Placed\", \"time\": \"at\"";

    @TempDir
    Path folder;

    private static String rows() {
        long now = Instant.now().getEpochSecond();
        return "[{\"id\": \"ana\", \"no\": 1, \"at\": " + now + "},\n{\"id\": \"bo\", \"no\": 2, \"at\": "
                + (now - 864_000) + "}]";
    }

    private static int sent(TestServer api) {
        return api.sandbox.contents().getOrDefault("events", new TreeMap<>()).size();
    }

    private static HttpResponse<String> put(TestServer api, String path, String configuration, String data)
            throws Exception {
        return api.send(api.put(Form.of(configuration, data).closed())
                .uri(api.server.address().resolve(path)));
    }

    @Test
    void anUploadSendsWhatMayStartCampaignsOnlyWhereItsAddressSaysSo() throws Exception {
        String rows = rows();
        try (var api = new TestServer(folder, TestServer::withoutItsSandbox)) {
            for (String path : List.of("/", "/?yes=5", "/?newEventIds=true", "/?triggers=ask", "/?triggers=")) {
                assertThat(put(api, path, ORDERS + "}", rows).statusCode())
                        .as(path)
                        .isEqualTo(400);
                assertThat(sent(api)).isZero();
            }
            assertThat(TestServer.codes(put(api, "/", ORDERS + "}", rows).body()))
                    .contains("EVENTS_MAY_TRIGGER");

            assertThat(put(api, "/?triggers=hold", ORDERS + "}", rows).statusCode())
                    .isEqualTo(200);
            assertThat(sent(api)).isEqualTo(1);
        }
    }

    @Test
    void anUploadSendsOtherEventsOnlyWhereItsAddressSaysSo() throws Exception {
        String rows = rows();
        String other = ORDERS + ", \"eventId\": \"no\"}";
        try (var api = new TestServer(folder, TestServer::withoutItsSandbox)) {
            assertThat(put(api, "/?triggers=allow", ORDERS + "}", rows).statusCode())
                    .isEqualTo(200);
            assertThat(sent(api)).isEqualTo(2);

            HttpResponse<String> refused = put(api, "/?triggers=allow", other, rows);
            assertThat(refused.statusCode()).isEqualTo(400);
            assertThat(TestServer.codes(refused.body())).contains("EVENT_IDS_CHANGED");
            assertThat(put(api, "/?newEventIds=true&triggers=allow", other, rows)
                            .statusCode())
                    .isEqualTo(200);
            assertThat(sent(api)).isEqualTo(4);
        }
    }

    @Test
    void aRunOfThePageThatAskedGoesOnAsChosen() throws Exception {
        try (var api = new TestServer(folder, TestServer::withoutItsSandbox);
                var client = new ApiClient(api)) {
            String data = client.put("data.json", rows());
            String run = client.post("/api/runs", ApiClient.order(ORDERS + "}", data))
                    .path("run")
                    .asText();
            JsonNode refused = ended(client, run);
            assertThat(refused.at("/status").asText()).isEqualTo("refused");
            assertThat(refused.path("problems").toString()).contains("EVENTS_MAY_TRIGGER");
            String confirm = "/api/runs/" + run + "/confirm";

            assertThat(ended(client, started(client, confirm)).at("/status").asText())
                    .isEqualTo("refused");
            assertThat(sent(api)).isZero();
            assertThat(ended(client, started(client, confirm + "?triggers=allow"))
                            .at("/status")
                            .asText())
                    .isEqualTo("completed");
            assertThat(sent(api)).isEqualTo(2);
        }
    }

    private static String started(ApiClient client, String path) throws Exception {
        return client.call("POST", path, "/api/runs/{run}/confirm", null)
                .path("run")
                .asText();
    }

    private static JsonNode ended(ApiClient client, String run) throws Exception {
        client.events(run);
        return client.get("/api/runs/" + run, "/api/runs/{run}").path("report");
    }
}
