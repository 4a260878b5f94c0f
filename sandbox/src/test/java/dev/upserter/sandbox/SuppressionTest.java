package dev.upserter.sandbox;

import static dev.upserter.sandbox.Client.act;
import static dev.upserter.sandbox.Client.identify;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who is suppressed is deleted, and ignored by each identifier until that one is unsuppressed. */
class SuppressionTest {
    @AutoClose
    private final Sandbox sandbox = Sandbox.start();

    @AutoClose
    private final Client client = new Client(sandbox);

    @BeforeEach
    void addPerson() throws Exception {
        client.put("ana", "{\"email\":\"ana@example.com\",\"phone\":\"+14155550100\"}");
    }

    private int byV1(String path) throws Exception {
        return client.post("/api/v1/customers/" + path, "").statusCode();
    }

    private Map<String, String> suppressed() {
        return sandbox.contents("suppressed").orElseThrow();
    }

    @Test
    void eachIdentifierOfThePersonIs() throws Exception {
        assertThat(byV1("ana/suppress")).isEqualTo(200);

        assertThat(sandbox.peopleCount()).isZero();
        assertThat(suppressed()).containsEntry("ana", "id").containsEntry("ana@example.com", "email");
        client.batch(identify("ana", "{}"), identify("email", "ANA@example.com", "{}"));
        assertThat(sandbox.peopleCount()).isZero();
        assertThat(sandbox.stats().suppressed()).isEqualTo(2);
    }

    @Test
    void oneIdentifierIsFreeAndTheOthersAreNot() throws Exception {
        client.entity(act("suppress", "ana"));
        assertThat(client.entity(act("unsuppress", "ana")).statusCode()).isEqualTo(200);

        client.batch(identify("email", "ana@example.com", "{}"));
        assertThat(sandbox.peopleCount()).isZero();
        client.put("ana", "{\"plan\":\"pro\"}");
        assertThat(sandbox.person("ana").orElseThrow().attributes()).containsOnlyKeys("plan");
    }

    @Test
    void whoWasNeverThereIsSuppressedToo() throws Exception {
        assertThat(byV1("bo%40example.com/suppress")).isEqualTo(200);
        assertThat(suppressed()).containsExactly(Map.entry("bo@example.com", "email"));

        assertThat(byV1("bo%40example.com/unsuppress")).isEqualTo(200);
        assertThat(byV1("bo%40example.com/unsuppress")).isEqualTo(200);
        assertThat(suppressed()).isEmpty();
    }

    @Test
    void aDeleteSuppressesNobody() throws Exception {
        client.delete("ana");
        client.put("ana", "{}");

        assertThat(suppressed()).isEmpty();
        assertThat(sandbox.person("ana")).isPresent();
    }

    @Test
    void theReadOutSuppressesTheSameIdentifiersElsewhere() throws Exception {
        byV1("ana/suppress");
        String export = client.send(client.anonymous("/sandbox/export")).body();

        try (var other = Sandbox.start();
                var second = new Client(other)) {
            second.post("/sandbox/seed", export);
            assertThat(other.contents("suppressed").orElseThrow()).isEqualTo(suppressed());
            second.put("ana", "{}");
            assertThat(other.peopleCount()).isZero();
        }
    }
}
