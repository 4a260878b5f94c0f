package dev.upserter.sandbox;

import static dev.upserter.sandbox.Client.identify;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** What attributes of a v1 request mean that are more than a value (Track API, PUT /api/v1/customers/{identifier}). */
class FirstVersionTest {
    @AutoClose
    private final Sandbox sandbox = Sandbox.start();

    @AutoClose
    private final Client client = new Client(sandbox);

    private String kept(String store) {
        return sandbox.contents(store).orElseThrow().toString();
    }

    private int anonymous(String body) throws IOException, InterruptedException {
        return client.send(client.request("/api/v1/events").POST(BodyPublishers.ofString(body)))
                .statusCode();
    }

    @Test
    void relationshipsOfAPersonAreMadeAndEnded() throws Exception {
        client.put("ana", """
                {"plan": "pro", "cio_relationships": {"action": "add_relationships", "relationships": [
                  {"identifiers": {"object_type_id": "1", "object_id": "acme"},
                   "relationship_attributes": {"role": "admin"}},
                  {"identifiers": {"object_type_id": "2", "object_id": "math"}}]}}
                """);
        assertThat(kept("relationships")).isEqualTo("{ana - 1/acme={role=\"admin\"}, ana - 2/math={}}");
        assertThat(kept("people")).isEqualTo("{ana={plan=\"pro\"}}");

        client.put("ana", """
                {"cio_relationships": {"action": "delete_relationships", "relationships": [
                  {"identifiers": {"object_type_id": "1", "object_id": "acme"}}]}}
                """);
        assertThat(kept("relationships")).isEqualTo("{ana - 2/math={}}");
        assertThat(client.put("ana", "{\"cio_relationships\": {\"action\": \"swap\", \"relationships\": []}}")
                        .statusCode())
                .isEqualTo(400);
        assertThat(client.put("ana", "{\"cio_relationships\": [1]}").statusCode())
                .isEqualTo(400);
    }

    @Test
    void anIdentifyOfSecondVersionRelatesToo() throws Exception {
        client.batch("{\"type\":\"person\",\"action\":\"identify\",\"identifiers\":{\"id\":\"ana\"},"
                + "\"cio_relationships\":[{\"identifiers\":{\"object_type_id\":\"1\",\"object_id\":\"acme\"}}]}");

        assertThat(kept("relationships")).isEqualTo("{ana - 1/acme={}}");
    }

    @Test
    void anAnonymousIdGivesItsEventsToOnePersonOnly() throws Exception {
        anonymous("{\"name\":\"seen\",\"anonymous_id\":\"a1\",\"timestamp\":1700000000}");
        anonymous("{\"name\":\"seen\",\"anonymous_id\":\"a2\"}");
        client.put("ana", "{\"anonymous_id\":\"a1\"}");
        client.batch(identify("bo", "{\"anonymous_id\":\"a1\"}"));
        anonymous("{\"name\":\"again\",\"anonymous_id\":\"a1\"}");

        assertThat(sandbox.contents("events").orElseThrow().values())
                .containsExactly(
                        "event id:ana seen 1700000000 {}",
                        "event anonymous_id:a2 seen now {}",
                        "event id:ana again now {}");
    }
}
