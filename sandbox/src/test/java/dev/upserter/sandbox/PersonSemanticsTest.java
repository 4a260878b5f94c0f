package dev.upserter.sandbox;

import static dev.upserter.sandbox.Client.act;
import static dev.upserter.sandbox.Client.identify;
import static org.assertj.core.api.Assertions.assertThat;

import dev.upserter.sandbox.store.Person;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class PersonSemanticsTest {
    @AutoClose
    private final Sandbox sandbox = Sandbox.start();

    @AutoClose
    private final Client client = new Client(sandbox);

    @Test
    void valuesKeepTheirExactText() throws Exception {
        client.batch(identify(
                "ana",
                "{\"price\": 1.10, \"big\": 123456789012345678901234567890, \"far\": 1e400, \"minus\": -0,"
                        + " \"text\": \"a \\\"b\\\\ \\u00e9\", \"list\": [ 1.0, { \"a b\" : \"c \\\" d\" } ],"
                        + " \"yes\": true }"));

        assertThat(attributes("ana"))
                .containsExactly(
                        Map.entry("price", "1.10"),
                        Map.entry("big", "123456789012345678901234567890"),
                        Map.entry("far", "1e400"),
                        Map.entry("minus", "-0"),
                        Map.entry("text", "\"a \\\"b\\\\ \\u00e9\""),
                        Map.entry("list", "[1.0,{\"a b\":\"c \\\" d\"}]"),
                        Map.entry("yes", "true"));
        assertThat(client.get("/sandbox/people").body())
                .contains("\"price\":1.10", "\"big\":123456789012345678901234567890", "\"far\":1e400");
    }

    @Test
    void nullAndTheEmptyTextRemoveAnAttribute() throws Exception {
        client.batch(
                identify("ana", "{\"a\":1,\"b\":2,\"c\":3}"), identify("ana", "{\"a\":null,\"b\":\"\",\"d\":null}"));

        assertThat(attributes("ana")).containsExactly(Map.entry("c", "3"));
    }

    @Test
    void emailsAreFoldedAndIdsAreNot() throws Exception {
        client.batch(
                identify("email", "Ana@Example.com", "{\"a\":1}"),
                identify("email", "ana@example.COM", "{\"b\":2}"),
                identify("User1", "{}"),
                identify("user1", "{}"));

        assertThat(sandbox.peopleCount()).isEqualTo(3);
        assertThat(attributes("ANA@example.com")).containsOnlyKeys("a", "b");
    }

    @Test
    void anEmailAttributeAttachesTheEmail() throws Exception {
        client.batch(
                identify("ana", "{\"email\":\"ana@example.com\"}"), identify("email", "ANA@example.com", "{\"a\":1}"));

        assertThat(sandbox.people()).hasSize(1);
        assertThat(sandbox.person("ana").orElseThrow().email()).contains("ANA@example.com");
        assertThat(attributes("ana")).containsOnlyKeys("email", "a");
    }

    @Test
    void aNewIdWithAKnownEmailIsThatPerson() throws Exception {
        client.batch(
                identify("email", "ana@example.com", "{\"a\":1}"), identify("ana", "{\"email\":\"ana@example.com\"}"));

        assertThat(sandbox.people()).hasSize(1);
        assertThat(sandbox.person("ana").orElseThrow().attributes()).containsEntry("a", "1");
    }

    @Test
    void anIdAttributeGivesTheIdToAPersonWithoutOne() throws Exception {
        client.batch(
                identify("email", "ana@example.com", "{\"id\":\"ana\"}"),
                identify("email", "ana@example.com", "{\"id\":\"other\",\"a\":1}"));

        assertThat(sandbox.person("ana").orElseThrow().email()).contains("ana@example.com");
        assertThat(sandbox.person("other")).isEmpty();
        assertThat(attributes("ana")).containsEntry("a", "1");
        assertThat(sandbox.stats().attributeUpdateFailures()).isOne();
    }

    @Test
    void anEmailOfAnotherPersonFailsSilently() throws Exception {
        var answer = client.batch(
                identify("ana", "{\"email\":\"ana@example.com\"}"),
                identify("bo", "{}"),
                identify("bo", "{\"email\":\"ana@example.com\",\"a\":1}"));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(sandbox.person("bo").orElseThrow().email()).isEmpty();
        assertThat(attributes("bo")).containsOnlyKeys("a");
        assertThat(sandbox.stats().attributeUpdateFailures()).isOne();
    }

    @Test
    void updateOnlyCreatesNoPerson() throws Exception {
        client.batch(
                identify("ana", "{}"),
                identify("ana", "{\"_update\":true,\"a\":1}"),
                identify("bo", "{\"_update\":true}"));

        assertThat(sandbox.people()).extracting(Person::identifier).containsExactly("ana");
        assertThat(attributes("ana")).containsExactly(Map.entry("a", "1"));
        assertThat(sandbox.stats().missedUpdates()).isOne();
    }

    @Test
    void aLateChangeOverwritesNothingNewer() throws Exception {
        client.put("ana", "{\"a\":\"new\",\"_timestamp\":200}");
        client.put("ana", "{\"a\":\"old\",\"b\":1,\"_timestamp\":100}");

        assertThat(attributes("ana")).containsExactly(Map.entry("a", "\"new\""), Map.entry("b", "1"));
    }

    @Test
    void suppressedPeopleAreDeletedAndIgnoredUntilUnsuppressed() throws Exception {
        client.batch(identify("ana", "{\"email\":\"ana@example.com\"}"), act("suppress", "ana"));
        client.batch(identify("ana", "{}"), identify("email", "ANA@example.com", "{}"));
        assertThat(sandbox.peopleCount()).isZero();
        assertThat(sandbox.stats().suppressed()).isEqualTo(2);

        client.batch(act("unsuppress", "ana"), identify("ana", "{}"));
        assertThat(attributes("ana")).isEmpty();
    }

    @Test
    void aDeletedPersonComesBackAsAnother() throws Exception {
        client.batch(identify("ana", "{\"a\":1}"));
        String cioId = sandbox.person("ana").orElseThrow().cioId();
        client.batch(act("delete", "ana"), identify("ana", "{\"b\":1}"));

        assertThat(attributes("ana")).containsOnlyKeys("b");
        assertThat(sandbox.person("cio_" + cioId)).isEmpty();
    }

    @Test
    void aCioIdMayChangeTheId() throws Exception {
        client.batch(identify("ana", "{}"));
        String cioId = sandbox.person("ana").orElseThrow().cioId();
        client.batch(identify("cio_id", cioId, "{\"id\":\"ann\"}"));

        assertThat(sandbox.people()).extracting(Person::identifier).containsExactly("ann");
        assertThat(sandbox.person("ana")).isEmpty();
    }

    @Test
    void aPhoneNumberIdentifies() throws Exception {
        client.batch(identify("phone", "+14155552671", "{}"), identify("ana", "{\"phone\":\"+14155552671\"}"));

        assertThat(sandbox.people()).extracting(Person::identifier).containsExactly("+14155552671", "ana");
    }

    private Map<String, String> attributes(String identifier) {
        return sandbox.person(identifier).orElseThrow().attributes();
    }
}
