package dev.upserter.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ObjectTest {
    private static final String ACME =
            "\"type\":\"object\",\"identifiers\":{\"object_type_id\":\"1\",\"object_id\":\"acme\"}";
    private static final String TO_ACME = "{\"identifiers\":{\"object_type_id\":\"1\",\"object_id\":\"acme\"}";

    @AutoClose
    private final Sandbox sandbox = Sandbox.start();

    @AutoClose
    private final Client client = new Client(sandbox);

    @BeforeEach
    void addPeople() throws Exception {
        client.put("ana", "{\"email\":\"ana@example.com\"}");
        client.put("bo", "{}");
    }

    private int tell(String members) throws Exception {
        return client.entity("{" + members + "}").statusCode();
    }

    private Map<String, String> objects() {
        return sandbox.contents().getOrDefault("objects", new TreeMap<>());
    }

    private Map<String, String> relationships() {
        return sandbox.contents().getOrDefault("relationships", new TreeMap<>());
    }

    @Test
    void anObjectIsAddedAndChanged() throws Exception {
        assertThat(tell(ACME + ",\"action\":\"identify\",\"attributes\":{\"name\":\"Acme\",\"seats\":1.50,\"gone\":1}"))
                .isEqualTo(200);
        assertThat(tell(ACME + ",\"action\":\"identify\",\"attributes\":{\"name\":\"ACME\",\"gone\":\"\",\"x\":null}"))
                .isEqualTo(200);

        assertThat(objects()).containsExactly(Map.entry("1/acme", "{name=\"ACME\", seats=1.50}"));
        assertThat(client.get("/sandbox/objects").body()).contains("\"object_id\":\"acme\"");
    }

    @Test
    void relationshipsAreAddedAndRemovedFromEitherSide() throws Exception {
        tell(ACME + ",\"action\":\"identify\",\"cio_relationships\":[{\"identifiers\":{\"email\":\"ANA@example.com\"},"
                + "\"relationship_attributes\":{\"role\":\"boss\"}},{\"identifiers\":{\"id\":\"nobody\"}}]");
        tell(
                "\"type\":\"person\",\"identifiers\":{\"id\":\"bo\"},\"action\":\"add_relationships\",\"cio_relationships\":["
                        + TO_ACME + ",\"relationship_attributes\":{\"role\":1}}]");
        assertThat(relationships())
                .containsExactly(Map.entry("ana - 1/acme", "{role=\"boss\"}"), Map.entry("bo - 1/acme", "{role=1}"));

        tell("\"type\":\"person\",\"identifiers\":{\"id\":\"ana\"},\"action\":\"delete_relationships\","
                + "\"cio_relationships\":[" + TO_ACME + "}]");
        assertThat(relationships()).containsOnlyKeys("bo - 1/acme");
        tell(ACME + ",\"action\":\"delete_relationships\",\"cio_relationships\":[{\"identifiers\":{\"id\":\"bo\"}}]");
        assertThat(relationships()).isEmpty();
        tell(ACME + ",\"action\":\"add_relationships\",\"cio_relationships\":[{\"identifiers\":{\"id\":\"bo\"}}]");
        assertThat(relationships()).containsOnlyKeys("bo - 1/acme");
    }

    @Test
    void anObjectThatSomebodyIsRelatedToComesToBe() throws Exception {
        tell(
                "\"type\":\"person\",\"identifiers\":{\"id\":\"bo\"},\"action\":\"add_relationships\",\"cio_relationships\":["
                        + TO_ACME + "}]");

        assertThat(objects()).containsExactly(Map.entry("1/acme", "{}"));
        assertThat(sandbox.peopleCount()).isEqualTo(2);
    }

    @Test
    void whatIsDeletedHasNoRelationships() throws Exception {
        String both =
                ACME + ",\"action\":\"add_relationships\",\"cio_relationships\":[{\"identifiers\":{\"id\":\"ana\"}},"
                        + "{\"identifiers\":{\"id\":\"bo\"}}]";
        tell(both);
        client.delete("ana");
        assertThat(relationships()).containsOnlyKeys("bo - 1/acme");

        tell(ACME + ",\"action\":\"delete\"");
        assertThat(objects()).isEmpty();
        assertThat(relationships()).isEmpty();
        tell(both);
        sandbox.clearPeople();
        assertThat(objects()).isEmpty();
    }

    /** Both forms of the reference: an anonymous id of the entry, and those of its relationships. */
    @Test
    void somebodyWhoIsNotKnownYetIsRelatedOnceTheyAre() throws Exception {
        assertThat(tell(ACME
                        + ",\"anonymous_id\":\"one\",\"action\":\"identify_anonymous\",\"attributes\":{\"seats\":1}"))
                .isEqualTo(200);
        tell(ACME
                + ",\"action\":\"identify_anonymous\",\"cio_relationships\":[{\"identifiers\":{\"anonymous_id\":\"two\"},"
                + "\"relationship_attributes\":{\"role\":\"boss\"}}]");
        assertThat(objects()).containsExactly(Map.entry("1/acme", "{seats=1}"));
        assertThat(relationships())
                .containsExactly(
                        Map.entry("anonymous_id:one - 1/acme", "{}"),
                        Map.entry("anonymous_id:two - 1/acme", "{role=\"boss\"}"));

        String export = client.get("/sandbox/export").body();
        client.put("ana", "{\"anonymous_id\":\"two\"}");
        assertThat(relationships())
                .containsExactly(
                        Map.entry("ana - 1/acme", "{role=\"boss\"}"), Map.entry("anonymous_id:one - 1/acme", "{}"));
        client.put("bo", "{\"anonymous_id\":\"two\"}");
        tell(ACME + ",\"action\":\"identify_anonymous\",\"anonymous_id\":\"two\"");
        assertThat(relationships()).containsOnlyKeys("ana - 1/acme", "anonymous_id:one - 1/acme");

        sandbox.reset();
        assertThat(relationships()).isEmpty();
        client.post("/sandbox/seed", export);
        assertThat(relationships()).containsOnlyKeys("anonymous_id:one - 1/acme", "anonymous_id:two - 1/acme");
        tell(ACME + ",\"action\":\"delete\"");
        assertThat(relationships()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"object_type_id":"12","object_id":"a"}                | identify            |
            {"object_type_id":"Companies","object_id":"a"}         | identify            |
            {"object_type_id":"1"}                                 | identify            |
            {"object_type_id":"1","object_id":" "}                 | identify            |
            {"object_type_id":1,"object_id":"a"}                   | identify            |
            {"object_type_id":"1","object_id":"a","id":"ana"}      | identify            |
            {"id":"ana"}                                           | identify            |
            {"object_type_id":"1","object_id":"a"}                 | add_relationships   |
            {"object_type_id":"1","object_id":"a"}                 | suppress            |
            {"object_type_id":"1","object_id":"a"}                 | identify            | [{"identifiers":{"phone":"+491700000000"}}]
            {"object_type_id":"1","object_id":"a"}                 | identify            | [{"relationship_attributes":{}}]
            {"object_type_id":"1","object_id":"a"}                 | identify            | [{"identifiers":{"anonymous_id":"a"}}]
            {"object_type_id":"1","object_id":"a"}                 | identify_anonymous  | [{"identifiers":{"id":"ana"}}]
            {"object_type_id":"1","object_id":"a"}                 | identify_anonymous  | [{"identifiers":{"anonymous_id":" "}}]
            {"object_type_id":"1","object_id":"a"}                 | delete_relationships| [{"identifiers":{"object_type_id":"1","object_id":"b"}}]
            """, quoteCharacter = '\0')
    void whatCustomerIoDoesNotKnowIsRefused(String identifiers, String action, String relationships) throws Exception {
        assertThat(tell("\"type\":\"object\",\"identifiers\":" + identifiers + ",\"action\":\"" + action + "\""
                        + (relationships == null ? "" : ",\"cio_relationships\":" + relationships)))
                .isEqualTo(400);
        assertThat(objects()).isEmpty();
    }
}
