package dev.upserter.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the API refuses, and that the server still works after it. */
@Timeout(60)
class HostileApiTest {
    @TempDir
    Path folder;

    private TestServer api;
    private ApiClient client;

    @BeforeEach
    void start() throws Exception {
        Files.writeString(folder.resolve("outside.json"), "{\"userId\": \"secret-outside\"}");
        Path syncs = Files.createDirectory(folder.resolve("syncs"));
        api = new TestServer(
                folder, config -> config.withMaxUploadBytes(5_000_000).withSyncs(syncs));
        client = new ApiClient(api);
    }

    @AfterEach
    void theServerIsHealthyAndNoPersonWasSent() throws Exception {
        try (TestServer closed = api;
                ApiClient last = client) {
            assertThat(last.send("GET", "/health", null).statusCode()).isEqualTo(200);
            assertThat(last.send("GET", "/api/runs", null).statusCode()).isEqualTo(200);
            assertThat(closed.sandbox.people()).isEmpty();
        }
    }

    private String raw(String request) throws Exception {
        return api.raw(request.replace("\n", "\r\n")
                .replace("PORT", String.valueOf(api.server.address().getPort())));
    }

    @Test
    void aNameThatWasPointedToThisMachineIsRefused() throws Exception {
        assertThat(raw("GET /api/runs HTTP/1.1\nHost: evil.example:PORT\nConnection: close\n\n"))
                .startsWith("HTTP/1.1 403")
                .contains("HOST_REFUSED", "application/problem+json");
    }

    @Test
    void aFormOfAnotherSiteIsRefused() throws Exception {
        assertThat(raw(
                        "POST /api/runs HTTP/1.1\nHost: localhost:PORT\nOrigin: https://evil.example\nConnection: close\n"
                                + "Content-Type: text/plain\nContent-Length: 2\n\n{}"))
                .startsWith("HTTP/1.1 403")
                .contains("CROSS_SITE");
        assertThat(client.send("POST", "/api/runs", "{}", "Content-Type", "text/plain")
                        .statusCode())
                .isEqualTo(415);
        assertThat(client.send("POST", "/api/runs", "a=b", "Content-Type", "application/x-www-form-urlencoded")
                        .statusCode())
                .isEqualTo(415);
    }

    @Test
    void aScriptOfAnotherSiteIsRefusedAndReadsNothing() throws Exception {
        for (String path : List.of("/api/runs", "/api/about", "/api/sandbox/people", "/metrics")) {
            var answer = client.send("GET", path, null, "Sec-Fetch-Site", "cross-site");
            assertThat(answer.statusCode()).as(path).isEqualTo(403);
            assertThat(answer.headers().map()).doesNotContainKey("access-control-allow-origin");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/syncs/..%2Foutside.json",
                "/api/syncs/%2e%2e%2foutside.json",
                "/api/syncs/..%5Coutside.json",
                "/api/runs/..%2F..%2F..%2Foutside.json",
                "/api/runs/..%2F../files/report",
                "/api/runs/20260101-000000-0000%2F..%2F..%2Foutside.json/rows?kind=rejected",
                "/page/..%2Fopenapi.json",
                "/page/../openapi.json",
                "/api/data/..%2F..%2Foutside.json/columns",
            })
    void aPathThatLeadsElsewhereIsRefused(String path) throws Exception {
        String answer = raw("GET " + path + " HTTP/1.1\nHost: localhost:PORT\nConnection: close\n\n");

        assertThat(answer).startsWith("HTTP/1.1 4").doesNotContain("secret-outside", "operationId");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/rows", "/rows?kind=rejected", "/files/foo", "/files/report", "/events", "/requests", ""})
    void anUnknownRunIsNotFoundWhateverIsAskedOfIt(String path) throws Exception {
        for (String run : List.of("nosuch", "20260101-000000-0000")) {
            var answer = client.send("GET", "/api/runs/" + run + path, null);
            assertThat(answer.statusCode()).as(run + path).isEqualTo(404);
            assertThat(answer.body()).contains("RUN_UNKNOWN");
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"config": {"name": "a.json", "text": "{}"}} | the body has no key 'config'. The keys are sync, configuration
            {"configuration": {"name": "a.json", "txt": "{}"}} | configuration has no key 'txt'. The keys are name, text
            {"configuration": "userId: id"} | configuration must be an object, with name and text
            {"configuration": {"name": "a.json"}} | it needs sync, or configuration with name and text
            {"credentials": {"site": "a"}, "sync": "a.json"} | credentials has no key 'site'. The keys are siteId, apiKey
            {} | it needs sync, or configuration with name and text
            """)
    void aBodyWithAnUnknownKeyIsRefusedByItsName(String body, String message) throws Exception {
        for (String path : List.of("/api/check", "/api/validate", "/api/preview", "/api/plan", "/api/runs")) {
            var answer = client.send("POST", path, body, "Content-Type", "application/json");
            assertThat(answer.statusCode()).as(path).isEqualTo(400);
            assertThat(answer.body()).contains("REQUEST_INVALID", message);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"$KEY", "'0a1b'", "0a1b,", " 0a1b", "0a\u00e91b"})
    void credentialsThatCanBeNoneAreRefusedBeforeTheyAreTried(String key) throws Exception {
        String body = """
                {"configuration": {"name": "a.json", "text": "{\\"userId\\": \\"id\\"}"},
                 "credentials": {"siteId": "site", "apiKey": "%s"}}""".formatted(key);
        String answer = client.send("POST", "/api/credentials", body, "Content-Type", "application/json")
                .body();
        assertThat(answer).contains("CONFIG_INVALID", "apiKey ").doesNotContain(key, "AUTH_REJECTED");
    }

    @Test
    void aBodyThatIsTooLongIsNotTakenForData() throws Exception {
        String body = "{\"configuration\": {\"name\": \"a\", \"text\": \"" + "x".repeat(3 << 20) + "\"}}";
        var answer = client.send("POST", "/api/validate", body, "Content-Type", "application/json");
        assertThat(answer.statusCode()).isEqualTo(413);
        assertThat(answer.body()).contains("REQUEST_TOO_LARGE", "2 MiB at most").doesNotContain("split the data");
    }

    @Test
    void anUploadsNameIsNeverAPath() throws Exception {
        JsonNode kept =
                client.call("PUT", "/api/data?name=..%2F..%2Fetc%2Fpasswd%0D%0ASet-Cookie:%20a=b", "/api/data", "[]");

        assertThat(kept.path("name").asText()).doesNotContain("/", "\r", "\n");
        assertThat(api.uploads()).hasSize(1).allMatch(file -> file.startsWith(api.state));
    }

    @Test
    void aHeaderCannotBeSmuggledIn() throws Exception {
        var answer = client.send("GET", "/api/runs/x%0D%0ASet-Cookie:%20a=b/files/report", null);

        assertThat(answer.statusCode()).isIn(400, 404);
        assertThat(answer.headers().map()).doesNotContainKey("set-cookie");
    }

    @Test
    void aBombIsNotUnpackedFurtherThanIsFair() throws Exception {
        var bomb = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(bomb)) {
            gzip.write('[');
            for (int i = 0; i < 100; i++) {
                gzip.write(" ".repeat(1_000_000).getBytes(StandardCharsets.US_ASCII));
            }
            gzip.write(']');
        }
        var upload = api.request()
                .uri(api.server.address().resolve("/api/data?name=bomb.json.gz"))
                .PUT(BodyPublishers.ofByteArray(bomb.toByteArray()))
                .header("Content-Type", "application/octet-stream");
        String data = TestServer.json(api.send(upload).body()).path("data").asText();

        JsonNode columns = client.get("/api/data/" + data + "/columns", "/api/data/{data}/columns");
        JsonNode run = client.post("/api/runs", ApiClient.order("{\"userId\": \"id\"}", data));

        assertThat(columns.path("status").asInt()).as(columns.toString()).isEqualTo(400);
        assertThat(client.events(run.path("run").asText())
                        .getLast()
                        .at("/report/status")
                        .asText())
                .isEqualTo("refused");
    }

    @Test
    void aBodyThatIsPackedOrTooLongIsRefused() throws Exception {
        assertThat(client.send("PUT", "/api/data?name=a.json", "[]", "Content-Encoding", "gzip")
                        .statusCode())
                .isEqualTo(400);
        assertThat(client.send("PUT", "/api/data?name=a.json", "[" + " ".repeat(6_000_000))
                        .statusCode())
                .isEqualTo(413);
        assertThat(client.send("POST", "/api/validate", "{\"a\": \"" + "x".repeat(3_000_000) + "\"}")
                        .statusCode())
                .isEqualTo(413);
        assertThat(client.send("POST", "/api/validate", "[".repeat(100_000)).statusCode())
                .isEqualTo(400);
        assertThat(api.uploads()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Content-Length: 9", "Transfer-Encoding: chunked"})
    void dataThatBreakOffAreNotKept(String framing) throws Exception {
        String body = framing.startsWith("T") ? "3\r\nid\n\r\n2\r\n1\n\r\n" : "id\n1\n";
        try (Socket socket = api.connect()) {
            socket.getOutputStream()
                    .write(("PUT /api/data?name=a.csv HTTP/1.1\r\nHost: localhost\r\n"
                                    + "Content-Type: application/octet-stream\r\n" + framing + "\r\n\r\n" + body)
                            .getBytes(StandardCharsets.US_ASCII));
            socket.shutdownOutput();

            assertThat(TestServer.readAll(socket)).doesNotContain("HTTP/1.1 2");
        }
        assertThat(api.uploads()).isEmpty();
    }

    @Test
    void aBodyThatTricklesIsCut() throws Exception {
        try (var impatient = new TestServer(
                        folder.resolve("impatient"), config -> config, TestServer.impatient(Duration.ofMillis(300)));
                Socket socket = impatient.connect()) {
            socket.getOutputStream()
                    .write(("POST /api/validate HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                                    + "Content-Length: 100\r\n\r\n{")
                            .getBytes(StandardCharsets.US_ASCII));

            assertThat(TestServer.readAll(socket)).startsWith("HTTP/1.1 408");
        }
    }

    @Test
    void aHeaderThatIsTooLongIsRefused() throws Exception {
        assertThat(raw("GET /api/runs HTTP/1.1\nHost: localhost\nX-Giant: " + "x".repeat(100_000) + "\n\n"))
                .startsWith("HTTP/1.1 431");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"userId\": \"id\", \"endpoint\": \"http://169.254.169.254/latest/meta-data\"}",
                "{\"userId\": \"id\", \"source\": {\"file\": \"/etc/passwd\"}}",
                "{\"userId\": \"id\", \"source\": {\"query\": {\"url\": \"jdbc:postgresql://db/x\", \"sql\": \"select 1\"}}}",
                "{\"userId\": \"id\", \"apiKey\": \"${HOME}\", \"siteId\": \"a\"}",
            })
    void aConfigurationThatReachesIntoTheMachineOrElsewhereIsRefused(String configuration) throws Exception {
        String data = client.put("people.json", TestServer.DATA);

        JsonNode validation = client.post("/api/validate", ApiClient.order(configuration, data));
        JsonNode run = client.post("/api/runs", ApiClient.order(configuration, data));
        JsonNode credentials = client.post("/api/credentials", ApiClient.order(configuration, data));

        assertThat(validation.path("valid").asBoolean()).isFalse();
        assertThat(run.path("status").asInt()).isEqualTo(400);
        assertThat(credentials.path("status").asInt()).isEqualTo(400);
        assertThat(api.sandbox.requests()).isEmpty();
    }

    @Test
    void withoutTheTokenOnlyThePageItselfIsSeen() throws Exception {
        String token = "0123456789abcdef";
        try (var guarded = new TestServer(folder.resolve("guarded"), config -> config.withToken(token))) {
            for (String path : List.of("/api/about", "/api/runs", "/metrics")) {
                var request = guarded.request().uri(guarded.server.address().resolve(path));
                assertThat(guarded.send(request).statusCode()).as(path).isEqualTo(401);
                assertThat(guarded.send(request.header("Authorization", "Bearer 0123456789abcdeg"))
                                .statusCode())
                        .isEqualTo(401);
            }
            assertThat(guarded.send(Form.of(TestServer.CONFIGURATION, TestServer.DATA))
                            .statusCode())
                    .isEqualTo(401);
            for (String path : List.of("/", "/page/app.js", "/health")) {
                assertThat(guarded.send(guarded.request()
                                        .uri(guarded.server.address().resolve(path)))
                                .statusCode())
                        .as(path)
                        .isEqualTo(200);
            }
            var session = guarded.send(guarded.request()
                    .uri(guarded.server.address().resolve("/api/session"))
                    .POST(BodyPublishers.noBody())
                    .header("Authorization", "Bearer " + token));
            String cookie = session.headers().firstValue("Set-Cookie").orElseThrow();
            assertThat(cookie).contains("HttpOnly", "SameSite=Strict");
            var about = guarded.request()
                    .uri(guarded.server.address().resolve("/api/about"))
                    .header("Cookie", "a=b; " + cookie.substring(0, cookie.indexOf(';')));
            assertThat(guarded.send(about).statusCode()).isEqualTo(200);
            byte[] form = Form.of(TestServer.CONFIGURATION, TestServer.DATA).closed();
            assertThat(guarded.send(guarded.put(form).header("Authorization", "Bearer " + token))
                            .statusCode())
                    .isEqualTo(200);
        }
    }

    @Test
    void thePageMayLoadNothingButItself() throws Exception {
        var page = client.send("GET", "/", null, "Accept", "text/html");

        assertThat(page.body()).contains("<!doctype html>").doesNotContain("<style", "onclick", "http:");
        assertThat(page.headers().firstValue("Content-Security-Policy").orElse(""))
                .contains("default-src 'none'", "script-src 'self'", "require-trusted-types-for 'script'")
                .doesNotContain("unsafe");
        assertThat(client.send("GET", "/", null).body()).contains("curl --request PUT");
        assertThat(Map.of(
                        "text",
                        page.headers().firstValue("X-Content-Type-Options").orElse("")))
                .containsValue("nosniff");
    }
}
