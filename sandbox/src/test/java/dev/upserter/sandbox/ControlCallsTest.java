package dev.upserter.sandbox;

import static dev.upserter.sandbox.Client.act;
import static dev.upserter.sandbox.Client.identify;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.upserter.sandbox.fault.Faults;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** The controls under /sandbox/, over HTTP. */
class ControlCallsTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @AutoClose
    private final Sandbox sandbox = Sandbox.start(SandboxConfig.defaults()
            .withRecordRequests(true)
            .withMostRecorded(5)
            .withFaults(Faults.none().withSlow(0, java.time.Duration.ofMillis(7)))
            .withDisabled(Set.of("phone"))
            .withWorkspace("second", "key2", "app2"));

    @AutoClose
    private final Client client = new Client(sandbox);

    private JsonNode get(String path) throws IOException, InterruptedException {
        HttpResponse<String> answer = client.send(client.anonymous(path));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return JSON.readTree(answer.body());
    }

    private HttpResponse<String> send(String method, String path, String body)
            throws IOException, InterruptedException {
        return client.send(client.anonymous(path).method(method, BodyPublishers.ofString(body)));
    }

    private void done(String method, String path, String body) throws IOException, InterruptedException {
        HttpResponse<String> answer = send(method, path, body);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    }

    @Test
    void requestsAreReadByPagesWithoutCredentials() throws Exception {
        client.batch(identify("ana", "{\"plan\":1.10}"), identify("bo", "{}"));
        client.delete("ana");
        client.send(client.request("/api/v1/customers/cy").PUT(BodyPublishers.ofString("no JSON")));

        JsonNode first = get("/sandbox/requests?limit=2");
        assertThat(first.get("matches").asInt()).isEqualTo(3);
        assertThat(first.at("/requests/0/body/batch/0/attributes").toString()).isEqualTo("{\"plan\":1.1}");
        assertThat(first.at("/requests/0/people").toString()).isEqualTo("[\"id:ana\",\"id:bo\"]");
        assertThat(first.at("/requests/1/path").asText()).isEqualTo("/api/v1/customers/ana");
        assertThat(first.get("next").asInt()).isEqualTo(2);

        JsonNode second = get("/sandbox/requests?after=2");
        assertThat(second.at("/requests/0/body").asText()).isEqualTo("no JSON");
        assertThat(second.at("/requests/0/status").asInt()).isEqualTo(400);
        assertThat(second.has("next")).isFalse();
        assertThat(get("/sandbox/requests?person=bo").get("requests")).hasSize(1);
        assertThat(get("/sandbox/requests?person=id:bo").get("requests")).hasSize(1);
        assertThat(get("/sandbox/requests?person=email:bo").get("requests")).isEmpty();
        assertThat(get("/sandbox/requests?method=DELETE&status=200").get("requests"))
                .hasSize(1);
        assertThat(get("/sandbox/requests?path=/api/v2").get("requests")).hasSize(1);

        String secret = Base64.getEncoder()
                .encodeToString((sandbox.siteId() + ":" + sandbox.apiKey()).getBytes(StandardCharsets.UTF_8));
        assertThat(get("/sandbox/requests").toString())
                .contains("authorization")
                .doesNotContain(secret);
        done("DELETE", "/sandbox/requests", "");
        assertThat(get("/sandbox/requests").get("requests")).isEmpty();
    }

    @Test
    void recordedRequestsAreLimited() throws Exception {
        for (int i = 0; i < 8; i++) {
            client.put("p" + i, "{}");
        }
        JsonNode requests = get("/sandbox/requests");

        assertThat(requests.get("requests")).hasSize(5);
        assertThat(requests.at("/requests/0/number").asInt()).isEqualTo(4);
        assertThat(requests.get("forgotten").asInt()).isEqualTo(3);
    }

    @Test
    void unknownCallsAreMarked() throws Exception {
        client.get("/api/v1/customers/ana/nothing");
        client.send(client.request("/api/v2/batch").PUT(BodyPublishers.ofString("{}")));
        client.batch(identify("ana", "{}"), act("promote", "ana"));
        client.send(client.anonymous("/v1/send/email")
                .header("Authorization", "Bearer x")
                .POST(BodyPublishers.ofString("{}")));
        client.send(client.anonymous("/v3/people"));
        client.batch(identify("bo", "{}"));

        List<String> paths =
                get("/sandbox/requests?unknown=true").get("requests").findValuesAsText("path");
        assertThat(paths)
                .containsExactly(
                        "/api/v1/customers/ana/nothing",
                        "/api/v2/batch",
                        "/api/v2/batch",
                        "/v1/send/email",
                        "/v3/people");
        assertThat(get("/sandbox/stats").get("unknownCalls").asInt()).isEqualTo(5);
        assertThat(sandbox.unknownCalls()).hasSize(5);
    }

    @Test
    void theNextAnswersAreScripted() throws Exception {
        done("POST", "/sandbox/next", """
                {"answers": [
                  {"status": 429, "retryAfter": 3, "times": 2},
                  {"status": 400, "body": {"errors": []}, "apply": true},
                  {"status": 502, "body": "<html>", "headers": {"Content-Type": "text/html"}},
                  {"drop": "before"}, {"drop": "after"}, {"delayMillis": 1}, {}]}
                """);
        done("POST", "/sandbox/next", "{\"of\": \"region\", \"answers\": [{\"status\": 503}]}");
        assertThat(get("/sandbox/next").toString()).isEqualTo("{\"track\":8,\"region\":1,\"app\":0}");

        assertThat(client.get("/api/v1/accounts/region").statusCode()).isEqualTo(503);
        HttpResponse<String> limited = client.batch(identify("ana", "{}"));
        assertThat(limited.statusCode()).isEqualTo(429);
        assertThat(limited.headers().firstValue("Retry-After")).contains("3");
        assertThat(client.batch(identify("ana", "{}")).statusCode()).isEqualTo(429);
        assertThat(sandbox.people()).isEmpty();
        assertThat(client.batch(identify("ana", "{}")).body()).isEqualTo("{\"errors\": []}".replace(" ", ""));
        assertThat(sandbox.people()).hasSize(1);
        HttpResponse<String> page = client.batch(identify("bo", "{}"));
        assertThat(page.body()).isEqualTo("<html>");
        assertThat(page.headers().firstValue("Content-Type")).contains("text/html");
        assertThatThrownBy(() -> client.batch(identify("cy", "{}"))).isInstanceOf(IOException.class);
        assertThat(sandbox.person("cy")).isEmpty();
        assertThatThrownBy(() -> client.batch(identify("di", "{}"))).isInstanceOf(IOException.class);
        assertThat(sandbox.person("di")).isPresent();
        assertThat(get("/sandbox/next").get("track").asInt()).isEqualTo(2);
        done("DELETE", "/sandbox/next", "");
        assertThat(get("/sandbox/next").get("track").asInt()).isZero();
    }

    @Test
    void mistakesAreExplained() throws Exception {
        assertThat(send("POST", "/sandbox/next", "{\"answers\": [{\"status\": 429, \"drop\": \"after\"}]}")
                        .body())
                .contains("one of the three");
        assertThat(send("POST", "/sandbox/next", "{\"answers\": [{\"code\": 429}]}")
                        .body())
                .contains("there is no field 'code' here, but status, headers");
        assertThat(send("POST", "/sandbox/next", "{\"answers\": [{\"status\": 99}]}")
                        .body())
                .contains("a status must be 200 to 599, not 99");
        assertThat(send("PUT", "/sandbox/latency", "{\"minMillis\": 5, \"maxMillis\": 1}")
                        .body())
                .contains("its maximum no less than its minimum");
        assertThat(send("POST", "/sandbox/refuse", "{}").body()).contains("name an identifier or a pattern");
        assertThat(send("GET", "/sandbox/requests?page=2", "").body()).contains("there is no parameter 'page' here");
        assertThat(send("GET", "/sandbox/stats?siteId=none", "").statusCode()).isEqualTo(404);
        assertThat(send("PATCH", "/sandbox/next", "").headers().firstValue("Allow"))
                .contains("GET, HEAD, POST, DELETE");
        assertThat(send("GET", "/sandbox/nothing", "").body()).contains("/sandbox/openapi.json");
        assertThat(send("POST", "/sandbox/seed", "{\"batch\": [" + identify("a", "{}") + "," + act("fly", "a") + "]}")
                        .body())
                .contains("batch[1].action: the sandbox knows no such action");
        assertThat(sandbox.people()).isEmpty();
    }

    @Test
    void latencyAndFaultsAreSetAndSeeded() throws Exception {
        done("PUT", "/sandbox/latency", "{\"minMillis\": 1, \"maxMillis\": 2}");
        assertThat(get("/sandbox/latency").toString()).isEqualTo("{\"minMillis\":1,\"maxMillis\":2}");
        done("PUT", "/sandbox/faults", "{\"serverError\": 0.5, \"seed\": 42}");
        assertThat(get("/sandbox/faults").get("seed").asLong()).isEqualTo(42);
        List<Integer> once = statuses();
        done("PUT", "/sandbox/faults", "{\"serverError\": 0.5, \"seed\": 42}");

        assertThat(statuses()).isEqualTo(once).contains(200, 500);
    }

    private List<Integer> statuses() throws IOException, InterruptedException {
        var statuses = new java.util.ArrayList<Integer>();
        for (int i = 0; i < 12; i++) {
            statuses.add(client.put("p", "{}").statusCode());
        }
        return statuses;
    }

    @Test
    void peopleAreRefusedByIdentifierAndByPattern() throws Exception {
        done("POST", "/sandbox/refuse", "{\"pattern\": \"*@Blocked.example\", \"message\": \"blocked\"}");
        done("POST", "/sandbox/refuse", "{\"identifier\": \"bad\", \"scope\": \"batch\"}");
        done("POST", "/sandbox/refuse", "{\"identifier\": \"worse\", \"scope\": \"request\", \"status\": 503}");
        String blocked = identify("email", "x@blocked.EXAMPLE", "{}");

        HttpResponse<String> partly = client.batch(identify("ana", "{}"), blocked);
        assertThat(partly.statusCode()).isEqualTo(207);
        assertThat(partly.body()).contains("\"batch_index\":1", "blocked");
        assertThat(client.batch(identify("bad", "{}")).statusCode()).isEqualTo(400);
        assertThat(client.put("bad", "{}").statusCode()).isEqualTo(200);
        assertThat(client.put("worse", "{}").statusCode()).isEqualTo(503);
        assertThat(get("/sandbox/refuse")).hasSize(3);
        done("DELETE", "/sandbox/refuse?pattern=*@blocked.example", "");
        assertThat(client.batch(blocked).statusCode()).isEqualTo(200);
        done("DELETE", "/sandbox/refuse", "");
        assertThat(client.put("worse", "{}").statusCode()).isEqualTo(200);
    }

    @Test
    void resetReturnsToTheStart() throws Exception {
        client.batch(identify("ana", "{}"));
        done("POST", "/sandbox/next", "{\"answers\": [{\"status\": 500}]}");
        done("POST", "/sandbox/refuse", "{\"identifier\": \"ana\"}");
        done("PUT", "/sandbox/latency", "{\"minMillis\": 1}");
        done("PUT", "/sandbox/faults", "{\"serverError\": 1, \"seed\": 9}");
        sandbox.enable("phone");
        sandbox.workspace("second").answerNext(dev.upserter.sandbox.fault.Answer.status(500));
        done("POST", "/sandbox/reset", "");

        assertThat(sandbox.stats().requests()).isZero();
        assertThat(sandbox.stats().answers()).isEmpty();
        assertThat(sandbox.stats().entriesApplied()).isZero();
        assertThat(sandbox.requests()).isEmpty();
        assertThat(get("/sandbox/latency").get("minMillis").asInt()).isZero();
        assertThat(get("/sandbox/faults").toString())
                .contains("\"serverError\":0.0", "\"slowByMillis\":7", "\"seed\":1");
        assertThat(get("/sandbox/refuse")).isEmpty();
        assertThat(client.batch(identify("ana", "{}")).statusCode()).isEqualTo(200);
        assertThat(sandbox.person("ana").orElseThrow().cioId()).isEqualTo("03000001");
        assertThat(client.batch(identify("phone", "+49123456", "{}")).statusCode())
                .isEqualTo(400);
        assertThat(get("/sandbox/next?siteId=second").get("track").asInt()).isZero();
    }

    @Test
    void anExportIsASeed() throws Exception {
        client.batch(
                identify("ana", "{\"email\":\"ana@example.com\",\"n\":1.10}"),
                identify("email", "bo@example.com", "{\"list\":[1, 2]}"),
                identify("gone", "{}"),
                act("suppress", "gone"),
                "{\"type\":\"object\",\"action\":\"identify\",\"identifiers\":{\"object_type_id\":\"1\","
                        + "\"object_id\":\"acme\"},\"attributes\":{\"name\":\"Acme\"},"
                        + "\"cio_relationships\":[{\"identifiers\":{\"id\":\"ana\"},"
                        + "\"relationship_attributes\":{\"role\":\"admin\"}}]}",
                "{\"type\":\"person\",\"action\":\"add_device\",\"identifiers\":{\"id\":\"ana\"},"
                        + "\"device\":{\"token\":\"t1\",\"platform\":\"ios\",\"last_used\":1700000000}}",
                "{\"type\":\"person\",\"action\":\"event\",\"identifiers\":{\"id\":\"ana\"},\"name\":\"bought\","
                        + "\"id\":\"01H0000000000000000000000A\",\"timestamp\":1700000000,"
                        + "\"attributes\":{\"total\":1.50}}");
        client.send(client.request("/api/v1/events")
                .POST(BodyPublishers.ofString("{\"name\":\"seen\",\"anonymous_id\":\"a1\",\"data\":{\"x\":1}}")));
        client.send(client.request("/api/v1/segments/7/add_customers")
                .POST(BodyPublishers.ofString("{\"ids\":[\"ana\"]}")));
        SortedMap<String, SortedMap<String, String>> before = sandbox.contents();

        String export = client.send(client.anonymous("/sandbox/export")).body();
        done("POST", "/sandbox/reset", "");
        assertThat(sandbox.people()).isEmpty();
        done("POST", "/sandbox/seed", export);
        assertThat(sandbox.contents()).isEqualTo(before);
        assertThat(sandbox.stats().requests()).isZero();
        assertThat(get("/sandbox/export").toString())
                .isEqualTo(JSON.readTree(export).toString());
    }

    @Test
    void everyKindIsReadAsJson() throws Exception {
        client.batch(
                identify("ana", "{}"),
                identify("bo", "{}"),
                "{\"type\":\"person\",\"action\":\"event\",\"identifiers\":{\"id\":\"ana\"},\"name\":\"bought\","
                        + "\"timestamp\":1700000000,\"attributes\":{\"total\":5}}",
                "{\"type\":\"person\",\"action\":\"add_relationships\",\"identifiers\":{\"id\":\"ana\"},"
                        + "\"cio_relationships\":[{\"identifiers\":{\"object_type_id\":\"1\",\"object_id\":\"acme\"}}]}",
                "{\"type\":\"person\",\"action\":\"merge\",\"primary\":{\"id\":\"ana\"},\"secondary\":{\"id\":\"bo\"}}");
        client.send(client.request("/api/v1/segments/7/add_customers")
                .POST(BodyPublishers.ofString("{\"ids\":[\"ana\"]}")));

        assertThat(get("/sandbox/events").toString())
                .isEqualTo("[{\"type\":\"person\",\"action\":\"event\",\"identifiers\":{\"id\":\"ana\"},"
                        + "\"name\":\"bought\",\"timestamp\":1700000000,\"attributes\":{\"total\":5}}]");
        assertThat(get("/sandbox/objects").at("/0/identifiers/object_id").asText())
                .isEqualTo("acme");
        assertThat(get("/sandbox/relationships").at("/0/identifiers/id").asText())
                .isEqualTo("ana");
        assertThat(get("/sandbox/merges").at("/0/secondary/id").asText()).isEqualTo("bo");
        assertThat(get("/sandbox/segments").toString()).isEqualTo("[{\"segment\":7,\"members\":[{\"id\":\"ana\"}]}]");
        for (String kind : List.of("devices", "suppressed", "forms", "deliveries")) {
            assertThat(get("/sandbox/" + kind)).isEmpty();
        }
    }
}
