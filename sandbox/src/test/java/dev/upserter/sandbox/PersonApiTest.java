package dev.upserter.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.upserter.sandbox.store.Person;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class PersonApiTest {
    @AutoClose
    private final Sandbox sandbox = Sandbox.start();

    @AutoClose
    private final Client client = new Client(sandbox);

    @Test
    void v1PutsAPerson() throws Exception {
        var answer = client.put("ana", "{\"plan\":\"basic\",\"n\":1}");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("{}");
        assertThat(sandbox.person("ana").orElseThrow().attributes())
                .containsExactly(Map.entry("plan", "\"basic\""), Map.entry("n", "1"));
    }

    @Test
    void pathsKeepEveryIdentifierAsItWasMeant() throws Exception {
        for (String raw :
                new String[] {"a%2Fb", "a%252Fb", "a+b", "a%20b", "..", "%2e%2e", ".", "%C3%A9", "a;b=c", "a%3Fb", "%2F"
                }) {
            assertThat(client.put(raw, "{}").statusCode()).as(raw).isEqualTo(200);
        }

        assertThat(sandbox.people())
                .extracting(Person::identifier)
                .containsExactly("a/b", "a%2Fb", "a+b", "a b", "..", ".", "é", "a;b=c", "a?b", "/");
    }

    @Test
    void pathsThatHoldNoIdentifierAreNotFound() throws Exception {
        assertThat(client.put("a/b", "{}").statusCode()).isEqualTo(404);
        assertThat(client.put("%C3", "{}").statusCode()).isEqualTo(404);
        assertThat(client.put("", "{}").statusCode()).isEqualTo(400);
    }

    @Test
    void pathsTellTheKindOfIdentifierByItsShape() throws Exception {
        client.put("ana%40example.com", "{\"plan\":\"basic\"}");
        Person ana = sandbox.person("ana@example.com").orElseThrow();
        client.put("cio_" + ana.cioId(), "{\"plan\":\"premium\"}");
        client.put("+14155552671", "{}");

        assertThat(ana.email()).contains("ana@example.com");
        assertThat(ana.id()).isEmpty();
        assertThat(sandbox.person("ana@example.com").orElseThrow().attributes()).containsEntry("plan", "\"premium\"");
        assertThat(sandbox.person("+14155552671").orElseThrow().id()).contains("+14155552671");
    }

    @Test
    void anUnknownCioIdIsDropped() throws Exception {
        assertThat(client.put("cio_03ffffff", "{}").statusCode()).isEqualTo(200);
        assertThat(client.put("cio_zz", "{}").statusCode()).isEqualTo(200);

        assertThat(sandbox.peopleCount()).isZero();
        assertThat(sandbox.stats().missedUpdates()).isEqualTo(2);
    }

    @Test
    void v1DeletesAPerson() throws Exception {
        client.put("ana", "{}");
        client.put("bo", "{}");
        assertThat(client.delete("ana").statusCode()).isEqualTo(200);
        assertThat(client.delete("nobody").statusCode()).isEqualTo(200);

        assertThat(sandbox.people()).extracting(Person::identifier).containsExactly("bo");
    }

    @Test
    void v1ReportsMalformedBodiesInMeta() throws Exception {
        var broken = client.put("ana", "{\"a\":");
        var list = client.put("ana", "[]");
        var two = client.put("ana", "{}{}");

        assertThat(broken.statusCode()).isEqualTo(400);
        assertThat(broken.body()).isEqualTo("{\"meta\":{\"errors\":[\"the body is not valid JSON\"]}}");
        assertThat(list.body()).isEqualTo("{\"meta\":{\"errors\":[\"the body must be a JSON object\"]}}");
        assertThat(two.statusCode()).isEqualTo(400);
        assertThat(client.put("ana", "").statusCode()).isEqualTo(400);
        assertThat(sandbox.peopleCount()).isZero();
    }

    @Test
    void entityTakesOneEntry() throws Exception {
        assertThat(client.entity(Client.identify("ana", "{\"a\":true}")).statusCode())
                .isEqualTo(200);
        var refused = client.entity("{\"type\":\"person\",\"identifiers\":{\"id\":\"\"},\"action\":\"identify\"}");

        assertThat(sandbox.peopleCount()).isOne();
        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.body())
                .isEqualTo("{\"errors\":[{\"reason\":\"required\",\"field\":\"identifiers.id\","
                        + "\"message\":\"identifiers.id is required\"}]}");
        assertThat(client.entity("nonsense").body()).contains("\"malformed\"");
    }
}
