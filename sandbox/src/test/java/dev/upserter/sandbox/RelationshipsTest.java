package dev.upserter.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Relationships that people name, by both versions of the API. */
class RelationshipsTest {
    private static final String TO_ACME = "{\"identifiers\":{\"object_type_id\":\"1\",\"object_id\":\"acme\"}";

    @AutoClose
    private final Sandbox sandbox = Sandbox.start();

    @AutoClose
    private final Client client = new Client(sandbox);

    @BeforeEach
    void addPeople() throws Exception {
        client.put("ana", "{}");
    }

    private Map<String, String> relationships() {
        return sandbox.contents("relationships").orElseThrow();
    }

    private HttpResponse<String> relate(String relationships) throws Exception {
        return client.entity("{\"type\":\"person\",\"identifiers\":{\"id\":\"ana\"},"
                + "\"action\":\"add_relationships\",\"cio_relationships\":" + relationships + "}");
    }

    @Test
    void attributesOfARelationshipAreMergedAndRemovedByNull() throws Exception {
        relate("[" + TO_ACME + ",\"relationship_attributes\":{\"role\":\"boss\",\"since\":1}}]");
        relate("[" + TO_ACME + ",\"relationship_attributes\":{\"role\":null,\"level\":2.50},\"other\":[1]}]");

        assertThat(relationships()).containsExactly(Map.entry("ana - 1/acme", "{level=2.50, since=1}"));
    }

    @Test
    void anIdentifyByV1RelatesAndEndsRelationships() throws Exception {
        assertThat(client.put("ana", "{\"plan\":\"pro\",\"cio_relationships\":{\"relationships\":[" + TO_ACME + "}]}}")
                        .statusCode())
                .isEqualTo(200);
        assertThat(relationships()).containsOnlyKeys("ana - 1/acme");
        assertThat(sandbox.person("ana").orElseThrow().attributes()).containsOnlyKeys("plan");

        client.put(
                "ana",
                "{\"cio_relationships\":{\"action\":\"delete_relationships\",\"x\":{},\"relationships\":[" + TO_ACME
                        + "}]}}");
        assertThat(relationships()).isEmpty();
        assertThat(sandbox.contents("objects").orElseThrow()).containsOnlyKeys("1/acme");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {}                                                            | cio_relationships must be a list
            []                                                            | is required and must not be empty
            [7]                                                           | must be a list of objects
            [{}]                                                          | cio_relationships.identifiers is required
            [{"identifiers":{"id":"bo"}}]                                 | must be object_type_id and object_id
            [{"identifiers":{"object_type_id":"1"}}]                      | identifiers.object_id is required
            [{"identifiers":{"object_type_id":"10","object_id":"a"}}]     | there is no such object type: the sandbox has the types 1 to 9
            [{"identifiers":[]}]                                          | identifiers must be an object
            [{"identifiers":{"object_type_id":"1","object_id":"a"},"relationship_attributes":[]}] | must be an object
            [{"identifiers":{"object_type_id":"1","object_id":"a"},"relationship_attributes":{"":1}}] | must not be empty
            """)
    void aRelationshipThatLeadsNowhereIsRefused(String relationships, String message) throws Exception {
        HttpResponse<String> answer = relate(relationships);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body().replace("\",\"message\":\"", " ")).contains(message);
        assertThat(relationships()).isEmpty();
        assertThat(sandbox.contents("objects").orElseThrow()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            []                                                            | must be an object of action and relationships
            {"action":"identify"}                                         | cio_relationships.action: must be add_relationships or delete_relationships
            {"action":"add_relationships","relationships":{}}             | must be a list
            {"relationships":[{"identifiers":{"id":"bo"}}]}               | must be object_type_id and object_id
            """)
    void v1RefusesItToo(String relationships, String message) throws Exception {
        HttpResponse<String> answer =
                client.put("ana", "{\"plan\":\"pro\",\"cio_relationships\":" + relationships + "}");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).startsWith("{\"meta\":{\"errors\":[\"").contains(message);
        assertThat(sandbox.person("ana").orElseThrow().attributes())
                .as("nothing of the request")
                .isEmpty();
    }
}
