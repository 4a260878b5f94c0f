package dev.upserter.sandbox;

import static dev.upserter.sandbox.Client.identify;
import static org.assertj.core.api.Assertions.assertThat;

import dev.upserter.sandbox.entry.SandboxRule;
import dev.upserter.sandbox.entry.Strictness;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What no source settles, over HTTP, each rule in each strictness. */
class RulesTest {
    private static final String EVENT =
            "{\"type\":\"person\",\"action\":\"event\",\"identifiers\":{\"id\":\"ana\"}," + "\"name\":\"bought\",%s}";

    /** What a rule makes of its case: the status, and what is kept after it. */
    private String outcome(SandboxRule rule, Strictness strictness) throws IOException, InterruptedException {
        try (Sandbox sandbox = Sandbox.start(SandboxConfig.defaults().withStrictness(strictness));
                Client client = new Client(sandbox)) {
            client.batch(identify("ana", "{\"plan\":\"pro\"}"));
            return switch (rule) {
                case LIMITS ->
                    client.put("ana", "{\"long\":\"" + "x".repeat(1_001) + "\"}")
                                    .statusCode() + "";
                case LATE_TIMESTAMP -> {
                    client.put("ana", "{\"plan\":\"pro\",\"_timestamp\":1700000001}");
                    int status = client.put("ana", "{\"plan\":\"old\",\"city\":\"Rome\",\"_timestamp\":1700000000}")
                            .statusCode();
                    yield status + " " + sandbox.person("ana").orElseThrow().attributes();
                }
                case SEGMENT_PEOPLE -> {
                    sandbox.directory().put(dev.upserter.sandbox.app.Segment.manual(7, "Seven"));
                    yield post(client, "/api/v1/segments/7/add_customers", "{\"ids\":[\"bo\"]}") + " "
                            + sandbox.contents("segments").orElseThrow();
                }
                case SEGMENT_MISSING ->
                    post(client, "/api/v1/segments/7/add_customers", "{\"ids\":[\"ana\"]}") + " "
                            + sandbox.contents("segments").orElseThrow();
                case OBJECT_TYPE -> object(client, "1") + " " + object(client, "9") + " " + object(client, "12");
                case RELATED_OBJECT -> {
                    int status = client.entity("{\"type\":\"person\",\"action\":\"add_relationships\","
                                    + "\"identifiers\":{\"id\":\"ana\"},\"cio_relationships\":[{\"identifiers\":"
                                    + "{\"object_type_id\":\"1\",\"object_id\":\"acme\"}}]}")
                            .statusCode();
                    yield status + " " + sandbox.contents("objects").orElseThrow();
                }
                case DEVICE_OF_NOBODY -> {
                    int status = client.entity(
                                    "{\"type\":\"person\",\"action\":\"add_device\","
                                            + "\"identifiers\":{\"id\":\"bo\"},\"device\":{\"token\":\"t\",\"platform\":\"ios\"}}")
                            .statusCode();
                    yield status + " "
                            + sandbox.contents("devices").orElseThrow().keySet();
                }
                case MERGE_OF_NOBODY ->
                    client.batch("{\"type\":\"person\",\"action\":\"merge\",\"primary\":{\"id\":\"ana\"},"
                                            + "\"secondary\":{\"id\":\"bo\"}}")
                                    .statusCode()
                            + " " + sandbox.contents("merges").orElseThrow();
                case UNKNOWN_FIELD ->
                    client.batch(EVENT.formatted("\"data\":{}")).statusCode() + " "
                            + post(client, "/api/v1/customers/ana/events", "{\"name\":\"x\",\"attributes\":{}}");
                case EVENT_ID -> client.entity(EVENT.formatted("\"id\":\"42\"")).statusCode() + "";
                case LATE_ANONYMOUS -> {
                    post(client, "/api/v1/events", "{\"name\":\"before\",\"anonymous_id\":\"a1\"}");
                    client.put("ana", "{\"anonymous_id\":\"a1\"}");
                    post(client, "/api/v1/events", "{\"name\":\"after\",\"anonymous_id\":\"a1\"}");
                    yield sandbox.contents("events").orElseThrow().values().toString();
                }
            };
        }
    }

    private static int post(Client client, String path, String body) throws IOException, InterruptedException {
        return client.send(client.request(path).POST(BodyPublishers.ofString(body)))
                .statusCode();
    }

    private static int object(Client client, String type) throws IOException, InterruptedException {
        return client.entity("{\"type\":\"object\",\"action\":\"identify\",\"identifiers\":{\"object_type_id\":\""
                        + type + "\",\"object_id\":\"acme\"}}")
                .statusCode();
    }

    @Test
    void ofSeveralUnknownFieldsTheFirstIsNamed() throws Exception {
        try (Sandbox sandbox = Sandbox.start(SandboxConfig.defaults().withStrictness(Strictness.STRICT));
                Client client = new Client(sandbox)) {
            String answer = client.entity(
                            "{\"type\":\"person\",\"action\":\"identify\",\"identifiers\":{\"id\":\"ana\"},"
                                    + "\"b\":1,\"a\":2}")
                    .body();

            assertThat(answer).contains("\"field\":\"b\"").contains("there is no such field");
        }
    }

    @ParameterizedTest
    @EnumSource
    void lenient(SandboxRule rule) throws Exception {
        assertThat(outcome(rule, Strictness.LENIENT))
                .isEqualTo(
                        switch (rule) {
                            case LIMITS, EVENT_ID -> "200";
                            case LATE_TIMESTAMP -> "200 {plan=\"old\", city=\"Rome\"}";
                            case SEGMENT_PEOPLE -> "200 {7=bo}";
                            case SEGMENT_MISSING -> "200 {7=ana}";
                            case OBJECT_TYPE -> "200 200 200";
                            case RELATED_OBJECT -> "200 {1/acme={}}";
                            case DEVICE_OF_NOBODY -> "200 [bo]";
                            case MERGE_OF_NOBODY -> "200 {}";
                            case UNKNOWN_FIELD -> "200 200";
                            case LATE_ANONYMOUS -> "[event id:ana before now {}, event id:ana after now {}]";
                        });
    }

    @ParameterizedTest
    @EnumSource
    void documented(SandboxRule rule) throws Exception {
        assertThat(outcome(rule, Strictness.DOCUMENTED))
                .isEqualTo(
                        switch (rule) {
                            case LIMITS, EVENT_ID -> "400";
                            case LATE_TIMESTAMP -> "200 {plan=\"pro\", city=\"Rome\"}";
                            case SEGMENT_PEOPLE -> "200 {7=}";
                            case SEGMENT_MISSING -> "200 {7=ana}";
                            case OBJECT_TYPE -> "200 200 400";
                            case RELATED_OBJECT -> "200 {1/acme={}}";
                            case DEVICE_OF_NOBODY -> "200 []";
                            case MERGE_OF_NOBODY -> "200 {}";
                            case UNKNOWN_FIELD -> "200 200";
                            case LATE_ANONYMOUS -> "[event id:ana before now {}, event id:ana after now {}]";
                        });
    }

    @ParameterizedTest
    @EnumSource
    void strict(SandboxRule rule) throws Exception {
        assertThat(outcome(rule, Strictness.STRICT))
                .isEqualTo(
                        switch (rule) {
                            case LIMITS, EVENT_ID -> "400";
                            case LATE_TIMESTAMP -> "200 {plan=\"pro\"}";
                            case SEGMENT_PEOPLE -> "400 {}";
                            case SEGMENT_MISSING -> "404 {}";
                            case OBJECT_TYPE -> "200 400 400";
                            case RELATED_OBJECT -> "200 {}";
                            case DEVICE_OF_NOBODY -> "400 []";
                            case MERGE_OF_NOBODY -> "207 {}";
                            case UNKNOWN_FIELD -> "207 400";
                            case LATE_ANONYMOUS -> "[event id:ana before now {}, event anonymous_id:a1 after now {}]";
                        });
    }
}
