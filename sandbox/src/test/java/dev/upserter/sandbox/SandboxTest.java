package dev.upserter.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.upserter.http.PortInUseException;
import dev.upserter.sandbox.track.SandboxRegion;
import dev.upserter.sandbox.traffic.RecordedRequest;
import java.net.ConnectException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;

class SandboxTest {
    @Test
    void wrongOrMissingCredentialsAreUnauthorized() throws Exception {
        try (var sandbox = Sandbox.start();
                var client = new Client(sandbox)) {
            String wrong = Base64.getEncoder().encodeToString("sandbox-site:other".getBytes(StandardCharsets.UTF_8));
            var missing = client.send(client.anonymous("/api/v2/batch").POST(BodyPublishers.ofString("{}")));
            var refused =
                    client.send(client.anonymous("/api/v1/accounts/region").header("Authorization", "Basic " + wrong));

            assertThat(missing.statusCode()).isEqualTo(401);
            assertThat(missing.body()).isEqualTo("{\"meta\":{\"error\":\"Unauthorized request\"}}");
            assertThat(refused.statusCode()).isEqualTo(401);
        }
    }

    @Test
    void theRegionIsThatOfTheConfig() throws Exception {
        try (var us = Sandbox.start();
                var eu = Sandbox.start(SandboxConfig.defaults().withRegion(SandboxRegion.EU));
                var usClient = new Client(us);
                var euClient = new Client(eu)) {
            assertThat(usClient.get("/api/v1/accounts/region").body())
                    .isEqualTo("{\"url\":\"" + us.endpoint() + "\",\"region\":\"us\",\"environment_id\":12345}");
            assertThat(euClient.get("/api/v1/accounts/region").body())
                    .contains(eu.endpoint().toString(), "\"region\":\"eu\"");
        }
    }

    @Test
    void otherCredentialsCanBeSet() throws Exception {
        var config = SandboxConfig.defaults().withCredentials("site", "key");
        try (var sandbox = Sandbox.start(config);
                var client = new Client(sandbox)) {
            assertThat(client.batch(Client.identify("ana", "{}")).statusCode()).isEqualTo(200);
            assertThat(config.toString()).doesNotContain("key");
        }
    }

    @Test
    void unknownPathsAndMethodsAreReportedAsJson() throws Exception {
        try (var sandbox = Sandbox.start();
                var client = new Client(sandbox)) {
            assertThat(client.get("/nowhere").statusCode()).isEqualTo(404);
            assertThat(client.get("/api/v9").body()).isEqualTo("{\"meta\":{\"errors\":[\"not found\"]}}");
            assertThat(client.get("/api/v2/batch").statusCode()).isEqualTo(405);
            assertThat(client.get("/api/v2/batch").headers().firstValue("Allow"))
                    .contains("POST");
        }
    }

    @Test
    void theFrontPageSaysWhatThisIs() throws Exception {
        try (var sandbox = Sandbox.start();
                var client = new Client(sandbox)) {
            assertThat(client.send(client.anonymous("/")).body()).startsWith("This is a sandbox");
        }
    }

    @Test
    void aTakenPortIsReportedWithWhatToDo() {
        try (var sandbox = Sandbox.start()) {
            var config = SandboxConfig.defaults().withPort(sandbox.endpoint().getPort());

            assertThatThrownBy(() -> Sandbox.start(config))
                    .isInstanceOf(PortInUseException.class)
                    .hasMessage(
                            "port %d on 127.0.0.1 is in use. Stop the program that uses it, or choose another port"
                                    + " (0 takes any free one)",
                            config.port());
        }
    }

    @Test
    void aClosedSandboxDoesNotListen() throws Exception {
        var sandbox = Sandbox.start();
        sandbox.close();

        try (var client = new Client(sandbox)) {
            assertThatThrownBy(() -> client.get("/")).isInstanceOf(ConnectException.class);
        }
    }

    @Test
    void requestsAreKeptWhenAsked() throws Exception {
        try (var sandbox = Sandbox.start(SandboxConfig.defaults().withRecordRequests(true));
                var client = new Client(sandbox)) {
            client.put("a%2Fb", "{\"plan\":\"basic\"}");
            sandbox.recordRequests(false);
            client.put("c", "{}");

            assertThat(sandbox.requests()).hasSize(1);
            RecordedRequest kept = sandbox.requests().getFirst();
            assertThat(kept).hasToString("PUT /api/v1/customers/a%2Fb -> 200");
            assertThat(kept.bodyText()).isEqualTo("{\"plan\":\"basic\"}");
            assertThat(kept.headers()).containsKey("authorization");
            assertThat(sandbox.stats().requests()).isEqualTo(2);
            assertThat(sandbox.stats().requestBytes()).isEqualTo(16 + 2);
        }
    }

    @Test
    void listenersSeeARequestBeforeItsAnswerDoes() throws Exception {
        List<String> seen = new ArrayList<>();
        try (var sandbox = Sandbox.start();
                var client = new Client(sandbox)) {
            sandbox.onRequest(request -> seen.add(request.toString()));
            client.batch(Client.identify("ana", "{}"));

            assertThat(seen).containsExactly("POST /api/v2/batch -> 200");
        }
    }

    @Test
    void configsAreChecked() {
        assertThatThrownBy(() -> SandboxConfig.defaults().withPort(70_000))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("port must be 0 to 65535, not 70000");
        assertThatThrownBy(() -> SandboxConfig.defaults().withCredentials("a:b", "c"))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
