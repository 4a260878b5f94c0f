package dev.upserter.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Paths and methods of the Track API, and those that nearly are. */
class PathsTest {
    @AutoClose
    private final Sandbox sandbox = Sandbox.start();

    @AutoClose
    private final Client client = new Client(sandbox);

    private HttpResponse<String> send(String method, String path) throws Exception {
        return client.send(client.request(path)
                .method(
                        method,
                        BodyPublishers.ofString(
                                "{\"name\":\"x\",\"ids\":[\"a\"],\"metric\":\"opened\",\"event\":\"opened\","
                                        + "\"delivery_id\":\"d\",\"data\":{},\"primary\":{\"id\":\"ana\"},"
                                        + "\"secondary\":{\"id\":\"bo\"}}")));
    }

    @ParameterizedTest
    @CsvSource({
        "PUT,    /api/v1/customers/ana",
        "DELETE, /api/v1/customers/ana",
        "POST,   /api/v1/customers/ana/events",
        "POST,   /api/v1/customers/ana/suppress",
        "POST,   /api/v1/customers/ana/unsuppress",
        "DELETE, /api/v1/customers/ana/devices/t1",
        "POST,   /api/v1/events",
        "POST,   /api/v1/merge_customers",
        "POST,   /api/v1/metrics",
        "POST,   /api/v1/push/events",
        "POST,   /api/v1/segments/7/add_customers",
        "POST,   /api/v1/segments/7/remove_customers",
        "POST,   /unsubscribe/d",
    })
    void eachPathTakesItsMethodAndNamesItForOthers(String method, String path) throws Exception {
        assertThat(send(method, path).statusCode()).isEqualTo(200);
        HttpResponse<String> other = send("PATCH", path);

        assertThat(other.statusCode()).isEqualTo(405);
        assertThat(other.headers().firstValue("Allow").orElse("")).contains(method);
        assertThat(sandbox.unknownCalls()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/v1/eventsx",
                "/api/v1/events/",
                "/api/v1/events/a",
                "/api/v1/merge_customers2",
                "/api/v1/metrics_of",
                "/api/v1/push/events/1",
                "/api/v1/customers",
                "/api/v1/customers/ana/event",
                "/api/v1/customers/ana/bo/events",
                "/api/v1/segments/7",
                "/api/v1/segments/add_customers",
                "/api/v1/forms/submit",
                "/api/v2/batches",
                "/api/v1/accounts/regions",
                "/api/",
                "/unsubscribe/d/1",
                "/v2/workspaces",
            })
    void aPathThatIsNearlyOneIsAnUnknownCall(String path) throws Exception {
        client.put("ana", "{}");
        client.put("bo", "{}");

        assertThat(send("POST", path).statusCode()).isEqualTo(404);
        assertThat(sandbox.unknownCalls()).hasSize(1);
        assertThat(sandbox.peopleCount()).as("nobody is merged").isEqualTo(2);
        assertThat(sandbox.contents("events").orElseThrow()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {}                                                      | primary: primary is required
            {"primary":{"id":"ana"}}                                | secondary: secondary is required
            {"primary":{},"secondary":{"id":"bo"}}                  | primary: primary is required
            {"primary":"ana","secondary":{"id":"bo"}}               | primary: must be an object
            {"primary":{"id":"a","email":"a@b"},"secondary":{}}     | primary: must hold exactly one identifier
            {"primary":{"phone":"+491700000000"},"secondary":{}}    | primary: must be id, email or cio_id
            {"primary":{"name":"ana"},"secondary":{}}               | primary: must be id, email or cio_id
            {"primary":{"id":7},"secondary":{"id":"bo"}}            | id: must be text
            {"primary":{"id":"ana"},"secondary":{"email":"bo"}}     | identifiers.email: is not a valid email
            nonsense                                                | the body is not valid JSON
            """)
    void aMergeThatDoesNotNameTwoPeopleIsRefused(String body, String message) throws Exception {
        HttpResponse<String> answer = client.post("/api/v1/merge_customers", body);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).isEqualTo("{\"meta\":{\"errors\":[\"" + message + "\"]}}");
    }

    /** JSON has no order of members. */
    @Test
    void attributesMayComeBeforeTheActionThatSaysWhatTheyAre() throws Exception {
        client.batch(
                "{\"attributes\":{\"plan\":\"pro\",\"_update\":false},\"identifiers\":{\"id\":\"ana\"},"
                        + "\"action\":\"identify\",\"type\":\"person\"}",
                "{\"attributes\":{\"total\":1.50,\"\":0},\"name\":\"bought\",\"timestamp\":1700000000,"
                        + "\"identifiers\":{\"id\":\"ana\"},\"action\":\"event\",\"type\":\"person\"}");

        assertThat(sandbox.person("ana").orElseThrow().attributes()).containsOnlyKeys("plan");
        assertThat(sandbox.contents("events").orElseThrow().values())
                .containsExactly("event id:ana bought 1700000000 {\"total\":1.50,\"\":0}");
        assertThat(client.batch("{\"attributes\":[],\"identifiers\":{\"id\":\"bo\"},\"action\":\"identify\","
                                + "\"type\":\"person\"}")
                        .body())
                .contains("\"field\":\"attributes\",\"message\":\"must be an object\"");
        assertThat(client.batch("{\"attributes\":{\"\":1},\"identifiers\":{\"id\":\"bo\"},\"action\":\"identify\","
                                + "\"type\":\"person\"}")
                        .body())
                .contains("attribute names must not be empty");
        assertThat(sandbox.peopleCount()).isOne();
    }

    @Test
    void typeAndActionAreTexts() throws Exception {
        assertThat(client.batch("{\"type\":7,\"action\":\"identify\"}").body())
                .contains("\"field\":\"type\",\"message\":\"must be text\"");
        assertThat(client.batch("{\"type\":\"person\",\"action\":null}").body())
                .contains("\"field\":\"action\",\"message\":\"must be text\"");
        assertThat(client.batch("{\"type\":\"form\",\"action\":\"submit\"}").body())
                .contains("the sandbox knows no such action for a form");
        assertThat(client.batch("{\"type\":\"segment\",\"action\":\"identify\"}")
                        .body())
                .contains("the sandbox knows no such action for a segment");
    }

    /** Who has an id can do without the address, which another person may have then. */
    @Test
    void anAddressThatIsRemovedIsFreeAgain() throws Exception {
        client.put("ana", "{\"email\":\"ana@example.com\"}");
        client.put("ana", "{\"email\":\"\"}");
        assertThat(sandbox.person("ana@example.com")).isEmpty();
        assertThat(sandbox.person("ana").orElseThrow().attributes()).isEmpty();

        client.put("bo", "{\"email\":\"ana@example.com\"}");
        assertThat(sandbox.person("ana@example.com").orElseThrow().id()).contains("bo");

        client.put("cy%40example.com", "{\"email\":null}");
        assertThat(sandbox.person("cy@example.com"))
                .as("it is all that they have")
                .isPresent();
    }
}
