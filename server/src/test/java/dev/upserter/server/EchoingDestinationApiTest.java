package dev.upserter.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.upserter.delivery.http.Credentials;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A destination that repeats what was sent to it leaks nothing to the page. */
@Timeout(120)
class EchoingDestinationApiTest {
    private static final String SITE = "site4711ab";
    private static final String KEY = "k3yOf-theHouse99";
    private static final String NAME = "Zacharias Quíll";
    private static final String CONFIGURATION = """
            {"userId": "id", "guards": {"REFUSED_ALIKE": "off"},
             "mappings": [{"from": "name", "to": "name"}, {"to": "member", "template": "{{ name | size | plus: 918258 }}"}]}
            """;

    private static final String REFUSAL =
            "{\"errors\": [{\"batch_index\": 0, \"reason\": \"%1$s\", \"field\": \"%1$s\", \"message\": \"%1$s\"}]}";
    private static final List<String> OTHERS = List.of(
            "{\"meta\": {\"error\": \"cannot take %1$s here\"}}",
            "{\"errors\": [], \"%1$s\": {\"%1$s\": [\"%1$s\", true]}}",
            "{\"errors\": [{\"message\": \"%1$s",
            "<p>%1$s</p>",
            "%1$s");

    @TempDir
    Path folder;

    private HttpServer destination;
    private volatile int status;
    private volatile String body = "";

    @BeforeEach
    void start() throws IOException {
        destination = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        destination.createContext("/", this::answer);
        destination.start();
    }

    @AfterEach
    void stop() {
        destination.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        exchange.getRequestBody().readAllBytes();
        byte[] answer = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, answer.length);
        exchange.getResponseBody().write(answer);
        exchange.close();
    }

    @Test
    void thePageLearnsNothing() throws Exception {
        URI address = URI.create("http://127.0.0.1:" + destination.getAddress().getPort());
        try (var api = new TestServer(
                        folder,
                        config -> ServerConfig.in(config.stateFolder())
                                .withPort(0)
                                .withEndpoint(address)
                                .withCredentials(new Credentials(SITE, KEY)));
                var client = new ApiClient(api)) {
            int next = 0;
            for (String secret : List.of(SITE, KEY, SITE + ":" + KEY, NAME, "Zacharias", "918273", "u4711x")) {
                for (String echo : forms(secret)) {
                    assertNothingIsSaid(client, 207, REFUSAL, echo);
                    assertNothingIsSaid(client, 400, OTHERS.get(next++ % OTHERS.size()), echo);
                }
            }
        }
    }

    /** As it is, as JSON and URLs escape it, and encoded. */
    private static Set<String> forms(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        var forms = new LinkedHashSet<String>();
        forms.add(text);
        forms.add(text.toUpperCase(Locale.ROOT));
        forms.add(URLEncoder.encode(text, StandardCharsets.UTF_8));
        forms.add(String.format(Locale.ROOT, "\\u%04x%s", (int) text.charAt(0), text.substring(1)));
        forms.add(String.format(Locale.ROOT, "\\\\u%04x%s", (int) text.charAt(0), text.substring(1)));
        forms.add(Base64.getEncoder().encodeToString(bytes));
        forms.add(Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(("x:" + text + "y").getBytes(StandardCharsets.UTF_8)));
        forms.add(HexFormat.of().formatHex(bytes));
        return forms;
    }

    private void assertNothingIsSaid(ApiClient client, int answered, String form, String echo) throws Exception {
        status = answered;
        body = form.formatted(echo);
        String data = client.put("people.json", "[{\"id\": \"u4711x\", \"name\": \"" + NAME + "\"}]");
        JsonNode started = client.post("/api/runs", ApiClient.order(CONFIGURATION, data));
        String run = started.path("run").asText();
        var texts = new StringBuilder(started.toString());
        client.events(run).forEach(texts::append);
        for (String path : List.of(
                "/api/runs",
                "/api/runs/" + run,
                "/api/runs/" + run + "/requests",
                "/api/runs/" + run + "/rows?kind=deadLetters",
                "/api/runs/" + run + "/rows?kind=rejected",
                "/api/search?key=u0",
                "/api/runs/" + run + "/files/report")) {
            texts.append('\n').append(client.send("GET", path, null).body());
        }
        client.send("DELETE", "/api/data/" + data, null);
        String letters = letters(texts.toString());
        assertThat(letters)
                .as(status + " " + body + "\n" + texts)
                .doesNotContain(
                        letters(echo), letters(NAME), "zacharias", "quíll", SITE, "k3yoftheh", "918273", "u4711x");
        assertThat(letters).contains("status" + status);
        String files = client.send("GET", "/api/runs/" + run + "/files/deadLetters", null)
                .body();
        assertThat(letters(files)).as(body).doesNotContain("k3yoftheh", SITE);
    }

    private static String letters(String text) {
        return text.replaceAll("[^\\p{L}\\p{N}]", "").toLowerCase(Locale.ROOT);
    }
}
