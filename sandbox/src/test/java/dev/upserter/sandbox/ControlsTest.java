package dev.upserter.sandbox;

import static dev.upserter.sandbox.Client.identify;
import static org.assertj.core.api.Assertions.assertThat;

import dev.upserter.sandbox.fault.Faults;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class ControlsTest {
    @AutoClose
    private final Sandbox sandbox = Sandbox.start();

    @AutoClose
    private final Client client = new Client(sandbox);

    @Test
    void peopleAreListedInOrderOfFirstAppearance() throws Exception {
        client.batch(identify("bo", "{\"a\":1.10}"), identify("ana", "{\"email\":\"ana@example.com\"}"));

        assertThat(get("/sandbox/people").body())
                .isEqualTo("[{\"id\":\"bo\",\"cio_id\":\"03000001\",\"updates\":1,\"attributes\":{\"a\":1.10}},"
                        + "{\"id\":\"ana\",\"email\":\"ana@example.com\",\"cio_id\":\"03000002\",\"updates\":1,"
                        + "\"attributes\":{\"email\":\"ana@example.com\"}}]");
    }

    @Test
    void peopleAreListedByPages() throws Exception {
        for (int i = 0; i < 4; i++) {
            var entries = new String[1_000];
            for (int j = 0; j < entries.length; j++) {
                entries[j] = identify("p" + (i * 1_000 + j), "{}");
            }
            client.batch(entries);
        }
        client.delete("p1");

        assertThat(get("/sandbox/people?limit=2&offset=2998").body())
                .contains("\"p2999\"", "\"p3000\"")
                .doesNotContain("\"p2998\"", "\"p3001\"");
        assertThat(get("/sandbox/people?offset=9999").body()).isEqualTo("[]");
        assertThat(get("/sandbox/people?limit=all").statusCode()).isEqualTo(400);
        assertThat(get("/sandbox/people").body().split("cio_id", -1)).hasSize(4_000);
    }

    @Test
    void onePersonIsFoundByAnyIdentifier() throws Exception {
        client.batch(identify("a/b", "{\"email\":\"ana@example.com\"}"));

        assertThat(get("/sandbox/people/a%2Fb").body()).startsWith("{\"id\":\"a/b\"");
        assertThat(get("/sandbox/people/ANA%40example.com").statusCode()).isEqualTo(200);
        assertThat(get("/sandbox/people/cio_03000001").statusCode()).isEqualTo(200);
        assertThat(get("/sandbox/people/nobody").statusCode()).isEqualTo(404);
    }

    @Test
    void allPeopleCanBeRemoved() throws Exception {
        client.batch(identify("ana", "{}"));
        var answer = client.send(client.anonymous("/sandbox/people").DELETE());

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(sandbox.people()).isEmpty();
        client.batch(identify("ana", "{}"));
        assertThat(sandbox.person("ana").orElseThrow().cioId()).isEqualTo("03000002");
    }

    @Test
    void statsAreReported() throws Exception {
        client.batch(identify("ana", "{}"));

        assertThat(get("/sandbox/stats").body())
                .startsWith("{\"people\":1,\"requests\":1,")
                .contains("\"answers\":{\"200\":1}", "\"overlaps\":0", "\"entriesApplied\":1");
    }

    @Test
    void faultsAreShownAndChanged() throws Exception {
        var changed = client.send(client.anonymous("/sandbox/faults")
                .PUT(BodyPublishers.ofString("{\"slowByMillis\":5,\"slow\":0.5,\"reset\":0.1}")));
        var refused = client.send(client.anonymous("/sandbox/faults").PUT(BodyPublishers.ofString("{\"reset\":3}")));
        var unknown = client.send(client.anonymous("/sandbox/faults").PUT(BodyPublishers.ofString("{\"fun\":1}")));

        assertThat(changed.statusCode()).isEqualTo(200);
        assertThat(sandbox.faults())
                .isEqualTo(Faults.none().withSlow(0.5, Duration.ofMillis(5)).withReset(0.1));
        assertThat(get("/sandbox/faults").body()).isEqualTo(changed.body()).contains("\"reset\":0.1");
        assertThat(refused.body()).contains("a share must be 0 to 1, not 3.0");
        assertThat(unknown.body()).contains("there is no fault named fun");
    }

    @Test
    void pagesInABrowserGetNothing() throws Exception {
        var fromAPage = client.send(client.anonymous("/sandbox/people").header("Origin", "http://localhost"));

        assertThat(fromAPage.statusCode()).isEqualTo(403);
        assertThat(statusLine("Host: rebound.example")).contains("403");
        assertThat(statusLine("Host: localhost:1234")).contains("200");
        assertThat(statusLine("Host: [::1]")).contains("200");
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return client.send(client.anonymous(path));
    }

    private String statusLine(String header) throws IOException {
        try (var socket =
                new Socket(InetAddress.getLoopbackAddress(), sandbox.endpoint().getPort())) {
            String request = "GET /sandbox/stats HTTP/1.1\r\n" + header + "\r\nConnection: close\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return answer.lines().findFirst().orElseThrow();
        }
    }
}
