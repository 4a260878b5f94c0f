package dev.upserter.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class SandboxCommandTest {
    private final Typed typed = new Typed();

    private CompletableFuture<Integer> start(String... options) {
        var command = new String[options.length + 3];
        System.arraycopy(new String[] {"sandbox", "--port", "0"}, 0, command, 0, 3);
        System.arraycopy(options, 0, command, 3, options.length);
        var running = CompletableFuture.supplyAsync(() -> typed.run(command));
        while (!typed.out().endsWith("\n")) {
            assertThat(running.isDone()).as(typed.err()).isFalse();
            Thread.onSpinWait();
        }
        return running;
    }

    private void stop(CompletableFuture<Integer> running) throws Exception {
        assertThat(typed.interrupt()).isTrue();
        assertThat(running.get()).isZero();
    }

    private static HttpResponse<String> get(URI uri, String token) throws Exception {
        try (HttpClient client = HttpClient.newHttpClient()) {
            var request = HttpRequest.newBuilder(uri);
            return client.send(
                    (token.isEmpty() ? request : request.header("Authorization", "Bearer " + token)).build(),
                    BodyHandlers.ofString());
        }
    }

    @Test
    void oneLineOfJsonSaysAllThatAProgramNeeds() throws Exception {
        CompletableFuture<Integer> running = start(
                "--json",
                "--site-id",
                "one",
                "--api-key",
                "key1",
                "--workspace",
                "two:key2:app2",
                "--rules",
                "strict",
                "--token",
                "0123456789abcdef");
        assertThat(typed.out()).hasLineCount(1);
        JsonNode line = new ObjectMapper().readTree(typed.out());
        assertThat(line.get("workspaces").toString())
                .isEqualTo("[{\"siteId\":\"one\",\"apiKey\":\"key1\",\"appApiKey\":\"sandbox-app-key\"},"
                        + "{\"siteId\":\"two\",\"apiKey\":\"key2\",\"appApiKey\":\"app2\"}]");
        URI stats = URI.create(line.get("address").asText() + "/sandbox/stats?siteId=two");
        assertThat(get(stats, "").statusCode()).isEqualTo(401);
        assertThat(get(stats, line.get("token").asText()).statusCode()).isEqualTo(200);
        stop(running);
    }

    @Test
    void atAnAddressOfTheNetworkTheControlsWantATokenThatItMakes() throws Exception {
        CompletableFuture<Integer> running = start("--json", "--host", "0.0.0.0");
        JsonNode line = new ObjectMapper().readTree(typed.out());
        URI base = URI.create("http://127.0.0.1:" + line.get("port").asInt());
        assertThat(get(base.resolve("/sandbox/health"), "").statusCode()).isEqualTo(200);
        assertThat(get(base.resolve("/sandbox/people"), "").statusCode()).isEqualTo(401);
        assertThat(get(base.resolve("/sandbox/people"), line.get("token").asText())
                        .body())
                .isEqualTo("[]");
        stop(running);
    }

    @Test
    void httpsPrintsItsCertificate() throws Exception {
        CompletableFuture<Integer> running = start("--https");
        assertThat(typed.out()).contains("https://127.0.0.1:", "-----BEGIN CERTIFICATE-----");
        stop(running);
    }

    @Test
    void mistakesInItsOptionsAreExplained(@TempDir Path folder) throws Exception {
        Path empty = Files.createFile(folder.resolve("empty.pem"));
        assertThat(said("--workspace", "two")).contains("SITE_ID:API_KEY");
        assertThat(said("--workspace", "sandbox-site:key")).contains("a siteId of its own");
        assertThat(said("--rules", "harsh")).contains("lenient, documented or strict");
        assertThat(said("--certificate", empty.toString())).contains("BEGIN CERTIFICATE");
        assertThat(said("--certificate", folder.resolve("none").toString())).contains("cannot be read");
    }

    private static String said(String... options) {
        var typed = new Typed();
        var command = new String[] {"sandbox", "--port", "0", options[0], options[1]};
        assertThat(typed.run(command)).isEqualTo(2);
        return typed.err();
    }
}
