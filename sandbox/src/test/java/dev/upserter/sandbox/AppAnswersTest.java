package dev.upserter.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.upserter.sandbox.app.Segment;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The answers of the App API, whole. */
class AppAnswersTest {
    @AutoClose
    private final Sandbox sandbox = Sandbox.start();

    @AutoClose
    private final Client client = new Client(sandbox);

    @BeforeEach
    void addPeople() throws Exception {
        client.put("ana", "{\"email\":\"ana@example.com\",\"cio_id\":\"mine\",\"tags\":[1, \"a\"],\"none\":false}");
        client.batch(Client.identify("phone", "+491700000000", "{}"));
    }

    private HttpResponse<String> get(String path) throws Exception {
        return client.send(request(path).GET());
    }

    private HttpResponse<String> post(String path, String body) throws Exception {
        return client.send(request(path).POST(BodyPublishers.ofString(body)));
    }

    private HttpRequest.Builder request(String path) {
        return client.anonymous("/v1/" + path).header("Authorization", "bearer any");
    }

    @Test
    void theWorkspaceTellsHowManyPeopleThereAre() throws Exception {
        assertThat(get("workspaces").body())
                .isEqualTo("{\"workspaces\":[{\"id\":12345,\"name\":\"Sandbox\",\"messages_sent\":0,"
                        + "\"billable_messages_sent\":0,\"people\":2}]}");
    }

    @Test
    void nineObjectTypesAreThere() throws Exception {
        assertThat(get("object_types").body())
                .startsWith("{\"types\":[{\"id\":\"1\",\"name\":\"Companies\",\"enabled\":true},"
                        + "{\"id\":\"2\",\"name\":\"Type 2\",\"enabled\":true},")
                .endsWith(",{\"id\":\"9\",\"name\":\"Type 9\",\"enabled\":true}]}");
    }

    @Test
    void aTypeThatIsRequiredGetsTheLastNumberThatIsFree() throws Exception {
        sandbox.directory().requireType("Stores");
        sandbox.directory().requireType("Plans");
        sandbox.directory().requireType("Stores");
        sandbox.directory().requireType("Companies");

        assertThat(get("object_types").body())
                .endsWith(",{\"id\":\"7\",\"name\":\"Type 7\",\"enabled\":true},"
                        + "{\"id\":\"8\",\"name\":\"Plans\",\"enabled\":true},"
                        + "{\"id\":\"9\",\"name\":\"Stores\",\"enabled\":true}]}")
                .containsOnlyOnce("Companies");
    }

    @Test
    void aSegmentThatIsRequiredIsMadeOnce() throws Exception {
        sandbox.directory().put(Segment.manual(300, "Readers").usedBy(List.of(1), List.of(2, 3)));
        sandbox.directory().requireSegment("Readers");
        sandbox.directory().requireSegment("Buyers");
        sandbox.directory().requireSegment("Buyers");

        assertThat(get("segments").body())
                .isEqualTo("{\"segments\":[" + segment(300, "Readers") + "," + segment(301, "Buyers") + "]}");
        assertThat(get("segments/300/used_by").body())
                .isEqualTo("{\"used_by\":{\"segment_id\":300,\"campaigns\":[1],\"sent_newsletters\":[],"
                        + "\"draft_newsletters\":[2,3]}}");
    }

    private static String segment(int number, String name) {
        return "{\"id\":" + number + ",\"deduplicate_id\":\"" + number + ":1700000000\",\"name\":\"" + name
                + "\",\"description\":\"\",\"state\":\"finished\",\"progress\":null,\"type\":\"manual\",\"tags\":null}";
    }

    @Test
    void aPersonIsShownWithAllAttributesAsText() throws Exception {
        assertThat(post("customers/attributes", "{\"ids\":[\"ana\",\"ana\",\"bo\"]}")
                        .body())
                .isEqualTo("{\"customers\":[{\"customer\":{\"id\":\"ana\",\"identifiers\":{\"cio_id\":\"03000001\","
                        + "\"id\":\"ana\",\"email\":\"ana@example.com\"},\"attributes\":{\"id\":\"ana\","
                        + "\"email\":\"ana@example.com\",\"cio_id\":\"03000001\",\"tags\":\"[1,\\\"a\\\"]\","
                        + "\"none\":\"false\"},\"unsubscribed\":false,\"devices\":[]}}]}");
    }

    @Test
    void aPersonWithoutAnIdHasAnEmptyOne() throws Exception {
        assertThat(post("customers/attributes?id_type=phone", "{\"ids\":[\"+491700000000\"]}")
                        .body())
                .isEqualTo("{\"customers\":[{\"customer\":{\"id\":\"\",\"identifiers\":{\"cio_id\":\"03000002\"},"
                        + "\"attributes\":{\"phone\":\"+491700000000\",\"cio_id\":\"03000002\"},"
                        + "\"unsubscribed\":false,\"devices\":[]}}]}");
        client.send(client.request("/api/v1/segments/7/add_customers?id_type=cio_id")
                .POST(BodyPublishers.ofString("{\"ids\":[\"03000001\",\"03000002\"]}")));
        assertThat(get("segments/7/membership").body())
                .isEqualTo("{\"ids\":[\"ana\",\"\"],\"identifiers\":[{\"cio_id\":\"03000001\",\"id\":\"ana\","
                        + "\"email\":\"ana@example.com\"},{\"cio_id\":\"03000002\"}],\"next\":\"\"}");
    }

    @Test
    void whoHasAnAddressIsFound() throws Exception {
        assertThat(get("customers?email=ANA%40Example.com").body())
                .isEqualTo("{\"results\":[{\"cio_id\":\"03000001\",\"id\":\"ana\",\"email\":\"ana@example.com\"}]}");
        assertThat(get("customers?email=").body()).isEqualTo("{\"results\":[]}");
    }

    @Test
    void aRequestThatSaysTooLittleIsRefused() throws Exception {
        assertThat(get("customers").body()).isEqualTo("{\"meta\":{\"errors\":[\"email is required\"]}}");
        assertThat(get("customers?name=ana").statusCode()).isEqualTo(400);
        assertThat(post("customers/attributes", "{\"ids\":[7]}").body())
                .isEqualTo("{\"meta\":{\"errors\":[\"ids must be a list of texts\"]}}");
        assertThat(post("customers/attributes", "{\"ids\":[]}").statusCode()).isEqualTo(400);
        assertThat(post("customers/attributes", "nonsense").statusCode()).isEqualTo(400);
        assertThat(post("customers/attributes?type=id", "{\"ids\":[\"ana\"]}").body())
                .contains("id_type must be id, email, phone or cio_id");
        assertThat(post("segments", "{\"name\":\"VIP\"}").body())
                .isEqualTo("{\"meta\":{\"errors\":[\"name is required\"]}}");
    }

    @Test
    void aMethodThatItDoesNotHaveIsAnUnknownCall() throws Exception {
        assertThat(post("workspaces", "{}").headers().firstValue("Allow")).contains("GET");
        assertThat(get("customers/attributes").headers().firstValue("Allow")).contains("POST");
        assertThat(get("segments/0").statusCode()).isEqualTo(404);
        assertThat(get("segments/7/members").statusCode()).isEqualTo(404);
        assertThat(sandbox.unknownCalls()).hasSize(4);
    }

    /** What a client of the JDK never sends. */
    @Test
    void anAddressThatIsNoTextIsTheFaultOfTheRequest() throws Exception {
        assertThat(statusLine("/v1/customers?email=%zz")).contains("400");
    }

    private String statusLine(String path) throws IOException {
        try (var socket =
                new Socket(InetAddress.getLoopbackAddress(), sandbox.endpoint().getPort())) {
            String request = "GET " + path
                    + " HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer any\r\nConnection: close\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return answer.lines().findFirst().orElseThrow();
        }
    }
}
