package dev.upserter.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.upserter.sandbox.entry.Strictness;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.SortedMap;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What people did, by both versions of the API. */
class EventTest {
    private static final String ULID = "01H0000000000000000000000A";
    private static final String OTHER_ULID = "01H0000000000000000000000B";

    @AutoClose
    private final Sandbox sandbox = Sandbox.start();

    @AutoClose
    private final Client client = new Client(sandbox);

    private SortedMap<String, String> events() {
        return sandbox.contents("events").orElseThrow();
    }

    private HttpResponse<String> act(String action, String rest) throws Exception {
        return client.entity(
                "{\"type\":\"person\",\"action\":\"" + action + "\",\"identifiers\":{\"id\":\"ana\"}," + rest + "}");
    }

    private int byV1(String body) throws Exception {
        return client.post("/api/v1/customers/ana/events", body).statusCode();
    }

    private int anonymous(String body) throws Exception {
        return client.post("/api/v1/events", body).statusCode();
    }

    @Test
    void anEventNeedsNoPersonWhoIsThere() throws Exception {
        assertThat(act("event", "\"name\":\"bought\",\"attributes\":{\"total\":1.50}")
                        .statusCode())
                .isEqualTo(200);

        assertThat(events().values()).containsExactly("event id:ana bought now {\"total\":1.50}");
        assertThat(sandbox.peopleCount()).isZero();
    }

    @Test
    void theFirstOfAnIdCounts() throws Exception {
        act("event", "\"name\":\"bought\",\"id\":\"" + ULID + "\",\"timestamp\":1700000000");
        act("event", "\"name\":\"returned\",\"id\":\"" + ULID + "\"");
        byV1("{\"name\":\"paid\",\"id\":\"" + ULID + "\"}");
        act("event", "\"name\":\"bought\",\"id\":\"" + OTHER_ULID + "\"");

        assertThat(events())
                .containsExactly(
                        Map.entry(ULID, "event id:ana bought 1700000000 {}"),
                        Map.entry(OTHER_ULID, "event id:ana bought now {}"));
        assertThat(sandbox.stats().entriesApplied()).isEqualTo(4);
    }

    @Test
    void thoseWithoutAnIdAreAllKept() throws Exception {
        for (int i = 0; i < 3; i++) {
            act("event", "\"name\":\"seen\",\"timestamp\":1700000000");
        }

        assertThat(events().values()).hasSize(3).containsOnly("event id:ana seen 1700000000 {}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"page", "screen"})
    void pagesAndScreensAreEventsOfAType(String type) throws Exception {
        act(type, "\"name\":\"home\"");
        byV1("{\"name\":\"cart\",\"type\":\"" + type + "\",\"data\":{\"n\":2}}");

        assertThat(events().values())
                .containsExactlyInAnyOrder(type + " id:ana home now {}", type + " id:ana cart now {\"n\":2}");
    }

    @Test
    void blanksAroundANameAreNoneOfIt() throws Exception {
        act("event", "\"name\":\"  Order Placed \"");

        assertThat(events().values()).containsExactly("event id:ana Order Placed now {}");
    }

    @Test
    void anonymousEventsAreOfAnIdOrOfNobody() throws Exception {
        assertThat(anonymous("{\"name\":\"seen\",\"anonymous_id\":\"a1\"}")).isEqualTo(200);
        assertThat(anonymous("{\"name\":\"invited\",\"data\":{\"recipient\":\"x@example.com\"}}"))
                .isEqualTo(200);

        assertThat(events().values())
                .containsExactlyInAnyOrder(
                        "event anonymous_id:a1 seen now {}",
                        "event nobody invited now {\"recipient\":\"x@example.com\"}");
        assertThat(client.get("/sandbox/events").body())
                .contains("\"identifiers\":{\"anonymous_id\":\"a1\"}", "\"identifiers\":{}");
    }

    @Test
    void anEventIsThatOfWhomeverIsNamedInThePath() throws Exception {
        client.post("/api/v1/customers/ana%40example.com/events", "{\"name\":\"seen\"}");

        assertThat(events().values()).containsExactly("event email:ana@example.com seen now {}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"attributes\":{} | name",
                "\"name\":\" \" | name",
                "\"name\":7 | name",
                "\"name\":\"a\",\"timestamp\":\"now\" | timestamp",
                "\"name\":\"a\",\"timestamp\":1700000000.5 | timestamp",
                "\"name\":\"a\",\"attributes\":[1] | attributes",
                "\"name\":\"a\",\"id\":7 | id",
            })
    void anEventThatCannotBeIsRefusedWithItsField(String rest, String field) throws Exception {
        HttpResponse<String> answer = act("event", rest);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("\"field\":\"" + field + "\"");
        assertThat(events()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"name\":\"\"}",
                "{\"name\":\"a\",\"type\":\"click\"}",
                "{\"name\":\"a\",\"data\":\"x\"}",
                "{\"name\":\"a\",\"timestamp\":\"1700000000\"}",
                "[{\"name\":\"a\"}]",
                "{\"name\":",
            })
    void v1RefusesItOfAPersonAndOfNobody(String body) throws Exception {
        assertThat(byV1(body)).isEqualTo(400);
        assertThat(anonymous(body)).isEqualTo(400);
        assertThat(events()).isEmpty();
    }

    @Test
    void aNameHasAHundredBytesAtMostAndDataOfV1AHundredThousand() throws Exception {
        try (var documented = Sandbox.start(SandboxConfig.defaults().withStrictness(Strictness.DOCUMENTED));
                var other = new Client(documented)) {
            String path = "/api/v1/customers/ana/events";
            assertThat(other.post(path, "{\"name\":\"" + "é".repeat(50) + "\"}").statusCode())
                    .isEqualTo(200);
            assertThat(other.post(path, "{\"name\":\"" + "é".repeat(50) + "x\"}")
                            .statusCode())
                    .isEqualTo(400);
            assertThat(other.post(path, "{\"name\":\"a\",\"data\":{\"x\":\"" + "y".repeat(99_992) + "\"}}")
                            .statusCode())
                    .isEqualTo(200);
            assertThat(other.post(path, "{\"name\":\"a\",\"data\":{\"x\":\"" + "y".repeat(99_993) + "\"}}")
                            .statusCode())
                    .isEqualTo(400);
        }
    }
}
