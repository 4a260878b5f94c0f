package dev.upserter.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of messages, and who submits forms. */
class MessagesTest {
    @AutoClose
    private final Sandbox sandbox = Sandbox.start();

    @AutoClose
    private final Client client = new Client(sandbox);

    private int post(String path, String body) throws Exception {
        return client.post(path, body).statusCode();
    }

    private Map<String, String> deliveries() {
        return sandbox.contents("deliveries").orElseThrow();
    }

    private Map<String, String> forms() {
        return sandbox.contents("forms").orElseThrow();
    }

    @ParameterizedTest
    @ValueSource(strings = {"bounced", "clicked", "converted", "deferred", "delivered", "dropped", "opened", "spammed"})
    void eachMetricIsKept(String metric) throws Exception {
        assertThat(post("/api/v1/metrics", "{\"delivery_id\":\"d\",\"metric\":\"" + metric + "\",\"timestamp\":1}"))
                .isEqualTo(200);
        assertThat(deliveries()).containsExactly(Map.entry("d", metric));
    }

    @Test
    void allThatIsReportedOfADeliveryIsKeptOnce() throws Exception {
        post("/api/v1/metrics", "{\"delivery_id\":\"d1\",\"metric\":\"delivered\"}");
        post("/api/v1/push/events", "{\"delivery_id\":\"d1\",\"event\":\"opened\"}");
        post("/api/v1/push/events", "{\"delivery_id\":\"d1\",\"event\":\"opened\"}");
        client.entity("{\"type\":\"delivery\",\"action\":\"event\",\"identifiers\":{\"id\":\"d1\"},"
                + "\"name\":\"converted\",\"attributes\":{\"device_token\":\"t\"}}");
        client.post("/unsubscribe/d1", "{\"unsubscribe\":true}");
        client.post("/unsubscribe/d2", "{\"unsubscribe\":false}");

        assertThat(deliveries())
                .containsExactly(
                        Map.entry("d1", "converted delivered opened unsubscribed"), Map.entry("d2", "subscribed"));
        assertThat(client.get("/sandbox/deliveries").body())
                .isEqualTo("[{\"delivery\":\"d1\",\"events\":[\"converted\",\"delivered\",\"opened\","
                        + "\"unsubscribed\"]},{\"delivery\":\"d2\",\"events\":[\"subscribed\"]}]");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/api/v1/metrics | {\"delivery_id\":\"d\",\"metric\":\"liked\"}",
                "/api/v1/metrics | {\"delivery_id\":\"d\",\"event\":\"opened\"}",
                "/api/v1/metrics | {\"metric\":\"opened\"}",
                "/api/v1/metrics | {\"delivery_id\":\"d\",\"metric\":\"opened\",\"timestamp\":\"1\"}",
                "/api/v1/metrics | []",
                "/api/v1/push/events | {\"delivery_id\":\"d\",\"event\":\"bounced\"}",
                "/unsubscribe/d | {\"unsubscribe\":\"yes\"}",
                "/unsubscribe/%20 | {\"unsubscribe\":true}",
                "/api/v2/entity | {\"type\":\"delivery\",\"action\":\"event\",\"identifiers\":{\"id\":\"d\"},\"name\":\"clicked\"}",
                "/api/v2/entity | {\"type\":\"delivery\",\"action\":\"event\",\"identifiers\":{\"id\":\"d\"},\"name\":\"opened\"}",
                "/api/v2/entity | {\"type\":\"delivery\",\"action\":\"delete\",\"identifiers\":{\"id\":\"d\"},\"name\":\"opened\"}",
            })
    void whatCustomerIoDoesNotKnowIsRefused(String path, String body) throws Exception {
        assertThat(post(path, body)).isEqualTo(400);
        assertThat(deliveries()).isEmpty();
    }

    @Test
    void aFormMakesAPersonOfWhoSubmitsItAndAttributesOfItsFields() throws Exception {
        assertThat(
                        post(
                                "/api/v1/forms/sign%20up/submit",
                                "{\"data\":{\"email\":\"cy@example.com\",\"city\":\"Rome\",\"form_name\":\"x\",\"form_url\":\"y\"}}"))
                .isEqualTo(204);
        assertThat(post("/api/v1/forms/poll/submit", "{\"data\":{\"id\":\"dan\",\"answer\":\"yes\"}}"))
                .isEqualTo(204);
        post("/api/v1/forms/poll/submit", "{\"data\":{\"email\":\"cy@example.com\",\"answer\":\"no\"}}");

        assertThat(forms())
                .containsExactly(Map.entry("poll", "cy@example.com dan"), Map.entry("sign up", "cy@example.com"));
        assertThat(sandbox.contents("people").orElseThrow())
                .containsExactly(
                        Map.entry("cy@example.com", "{answer=\"no\", city=\"Rome\"}"),
                        Map.entry("dan", "{answer=\"yes\"}"));
        assertThat(client.get("/sandbox/forms").body())
                .isEqualTo("[{\"form\":\"poll\",\"submitters\":[\"cy@example.com\",\"dan\"]},"
                        + "{\"form\":\"sign up\",\"submitters\":[\"cy@example.com\"]}]");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"data\":{}}",
                "{\"data\":{\"city\":\"Rome\"}}",
                "{\"data\":{\"id\":\"dan\",\"email\":\"cy@example.com\"}}",
                "{\"data\":{\"id\":\"\"}}",
                "{\"data\":{\"id\":\"dan\",\"age\":7}}",
                "{\"data\":[]}",
                "[",
            })
    void aFormOfNobodyOrOfTwoOrWithMoreThanTextIsRefused(String body) throws Exception {
        assertThat(post("/api/v1/forms/f/submit", body)).isEqualTo(400);
        assertThat(forms()).isEmpty();
        assertThat(sandbox.peopleCount()).isZero();
    }

    @Test
    void resetForgetsBoth() throws Exception {
        post("/api/v1/metrics", "{\"delivery_id\":\"d1\",\"metric\":\"opened\"}");
        post("/api/v1/forms/poll/submit", "{\"data\":{\"id\":\"dan\"}}");
        client.post("/sandbox/reset", "");

        assertThat(deliveries()).isEmpty();
        assertThat(forms()).isEmpty();
    }
}
