package dev.upserter.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.upserter.server.answer.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A client of the API that checks every answer against the OpenAPI document. */
final class ApiClient implements AutoCloseable {
    private final TestServer api;
    private final HttpClient http = HttpClient.newHttpClient();
    private final JsonNode document;

    ApiClient(TestServer api) throws Exception {
        this.api = api;
        this.document = TestServer.json(send("GET", "/api/openapi.json", null).body());
    }

    JsonNode document() {
        return document;
    }

    HttpResponse<String> send(String method, String path, @Nullable String body, String... headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        api.server.address().resolve(path))
                .timeout(TestServer.SOON)
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        boolean isData = method.equals("PUT");
        if (body != null && List.of(headers).stream().noneMatch("Content-Type"::equals)) {
            request.header("Content-Type", isData ? "application/octet-stream" : "application/json");
        }
        if (headers.length > 0) {
            request.headers(headers);
        }
        return http.send(request.build(), BodyHandlers.ofString());
    }

    /** Sends a request and checks the answer against the document's description of this operation. */
    JsonNode call(String method, String path, String template, @Nullable String body) throws Exception {
        HttpResponse<String> answer = send(method, path, body);
        JsonNode responses = document.path("paths")
                .path(template)
                .path(method.toLowerCase(java.util.Locale.ROOT))
                .path("responses");
        assertThat(responses.isMissingNode()).as(template).isFalse();
        String status = String.valueOf(answer.statusCode());
        JsonNode response = responses.has(status) ? responses.path(status) : responses.path("default");
        String type = answer.headers().firstValue("Content-Type").orElse("");
        JsonNode schema = response.path("content").path(type).path("schema");
        if (!answer.body().isEmpty()) {
            assertThat(schema.isMissingNode())
                    .as(method + " " + path + " " + status + " " + type + answer.body())
                    .isFalse();
            assertValid(schema, answer.body());
        }
        return answer.body().isEmpty() ? new ObjectMapper().nullNode() : TestServer.json(answer.body());
    }

    void assertValid(JsonNode schema, String json) {
        var whole = new ObjectMapper().createObjectNode();
        whole.setAll((com.fasterxml.jackson.databind.node.ObjectNode) schema);
        whole.set("components", document.path("components"));
        assertThat(SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                        .getSchema(whole.toString(), InputFormat.JSON)
                        .validate(json, InputFormat.JSON))
                .as(json)
                .isEmpty();
    }

    JsonNode get(String path, String template) throws Exception {
        return call("GET", path, template, null);
    }

    JsonNode post(String path, Object body) throws Exception {
        return call("POST", path, path, Json.write(body));
    }

    String put(String name, String text) throws Exception {
        return call("PUT", "/api/data?name=" + name, "/api/data", text)
                .path("data")
                .asText();
    }

    static Map<String, Object> order(String configuration, String data) {
        return Map.of("configuration", Map.of("name", "people.json", "text", configuration), "data", data);
    }

    /** All states from a run's event stream, until it ends. */
    List<JsonNode> events(String run) throws Exception {
        var request = HttpRequest.newBuilder(api.server.address().resolve("/api/runs/" + run + "/events"))
                .build();
        var answer = http.send(request, BodyHandlers.ofInputStream());
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("text/event-stream");
        var states = new ArrayList<JsonNode>();
        try (var lines = new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith("data: ")) {
                    states.add(TestServer.json(line.substring("data: ".length())));
                }
            }
        } catch (IOException cut) {
            return states;
        }
        return states;
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
