package dev.upserter.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What becomes of all that is kept of two people who are merged. */
class MergeTest {
    private static final String MERGE = "{\"type\":\"person\",\"action\":\"merge\",\"primary\":{\"id\":\"ana\"},"
            + "\"secondary\":{\"email\":\"ANA@example.com\"}}";

    @AutoClose
    private final Sandbox sandbox = Sandbox.start();

    @AutoClose
    private final Client client = new Client(sandbox);

    @BeforeEach
    void start() throws Exception {
        client.put("ana", "{\"plan\":\"pro\"}");
        client.put("old", "{\"email\":\"ana@example.com\",\"plan\":\"free\",\"city\":\"Ulm\"}");
        client.put("bo", "{}");
    }

    private Map<String, String> kept(String store) {
        return Objects.requireNonNull(sandbox.contents().get(store));
    }

    private void join(int segment, String ids) throws Exception {
        client.send(client.request("/api/v1/segments/" + segment + "/add_customers")
                .POST(BodyPublishers.ofString("{\"ids\":[" + ids + "]}")));
    }

    private static String relate(String person, String object, String attributes) {
        return "{\"type\":\"person\",\"identifiers\":{\"id\":\"" + person + "\"},\"action\":\"add_relationships\","
                + "\"cio_relationships\":[{\"identifiers\":{\"object_type_id\":\"1\",\"object_id\":\"" + object
                + "\"},\"relationship_attributes\":" + attributes + "}]}";
    }

    private static String event(String kind, String who, String ulid) {
        return "{\"type\":\"person\",\"identifiers\":{\"" + kind + "\":\"" + who
                + "\"},\"action\":\"event\",\"name\":\"came\",\"timestamp\":1785585600,\"id\":\"" + ulid + "\"}";
    }

    @Test
    void attributesThatAreMissingAreTaken() throws Exception {
        client.batch(MERGE);

        assertThat(kept("people"))
                .hasSize(2)
                .containsEntry("ana", "{city=\"Ulm\", email=\"ana@example.com\", plan=\"pro\"}");
    }

    @Test
    void membershipsAreMoved() throws Exception {
        join(7, "\"old\",\"bo\"");
        join(8, "\"old\",\"ana\"");
        join(9, "\"bo\"");

        client.batch(MERGE);

        assertThat(kept("segments"))
                .containsExactly(Map.entry("7", "ana bo"), Map.entry("8", "ana"), Map.entry("9", "bo"));
        assertThat(client.put("old", "{}").statusCode()).isEqualTo(200);
        assertThat(kept("segments")).as("somebody else").containsEntry("7", "ana bo");
    }

    @Test
    void relationshipsAreMovedAndOwnOnesStay() throws Exception {
        client.batch(relate("old", "acme", "{\"role\":\"owner\",\"since\":1}"));
        client.batch(relate("old", "shop", "{\"role\":\"buyer\"}"));
        client.batch(relate("ana", "acme", "{\"role\":\"guest\"}"));

        client.batch(MERGE);

        assertThat(kept("relationships"))
                .containsExactly(
                        Map.entry("ana - 1/acme", "{role=\"guest\", since=1}"),
                        Map.entry("ana - 1/shop", "{role=\"buyer\"}"));
    }

    @Test
    void eventsAreMoved() throws Exception {
        client.batch(
                event("id", "old", "01J4Z00000000000000000000A"),
                event("email", "Ana@example.com", "01J4Z00000000000000000000B"),
                event("id", "bo", "01J4Z00000000000000000000C"));

        client.batch(MERGE);

        assertThat(kept("events").values())
                .containsExactly(
                        "event id:ana came 1785585600 {}",
                        "event id:ana came 1785585600 {}",
                        "event id:bo came 1785585600 {}");
    }

    @Test
    void whereOneIsMissingNothingIsMoved() throws Exception {
        join(7, "\"old\"");

        client.batch(MERGE.replace("\"ana\"", "\"nobody\""));

        assertThat(kept("segments")).containsEntry("7", "old");
        assertThat(kept("merges")).isEmpty();
    }
}
