package dev.upserter.sandbox;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.concurrent.CompletableFuture;

/** Talks to a sandbox as a client of the Track API would. */
final class Client implements AutoCloseable {
    private final HttpClient http = HttpClient.newHttpClient();
    private final Sandbox sandbox;

    Client(Sandbox sandbox) {
        this.sandbox = sandbox;
    }

    HttpResponse<String> put(String rawIdentifier, String body) throws IOException, InterruptedException {
        return send(request("/api/v1/customers/" + rawIdentifier).PUT(BodyPublishers.ofString(body)));
    }

    HttpResponse<String> delete(String rawIdentifier) throws IOException, InterruptedException {
        return send(request("/api/v1/customers/" + rawIdentifier).DELETE());
    }

    HttpResponse<String> entity(String body) throws IOException, InterruptedException {
        return send(request("/api/v2/entity").POST(BodyPublishers.ofString(body)));
    }

    HttpResponse<String> batch(String... entries) throws IOException, InterruptedException {
        return send(batchRequest(entries));
    }

    CompletableFuture<HttpResponse<String>> batchLater(String... entries) {
        return http.sendAsync(batchRequest(entries).build(), BodyHandlers.ofString());
    }

    HttpRequest.Builder batchRequest(String... entries) {
        String body = "{\"batch\":[" + String.join(",", entries) + "]}";
        return request("/api/v2/batch").POST(BodyPublishers.ofString(body));
    }

    HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return send(request(path).GET());
    }

    HttpResponse<String> post(String path, String body) throws IOException, InterruptedException {
        return send(request(path).POST(BodyPublishers.ofString(body)));
    }

    HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return http.send(request.build(), BodyHandlers.ofString());
    }

    HttpRequest.Builder request(String path) {
        String credentials = sandbox.siteId() + ":" + sandbox.apiKey();
        return anonymous(path)
                .header(
                        "Authorization",
                        "Basic " + Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8)));
    }

    HttpRequest.Builder anonymous(String path) {
        return HttpRequest.newBuilder(URI.create(sandbox.endpoint() + path)).timeout(Duration.ofSeconds(20));
    }

    static String identify(String id, String attributes) {
        return identify("id", id, attributes);
    }

    static String identify(String kind, String value, String attributes) {
        return "{\"type\":\"person\",\"identifiers\":{\"%s\":\"%s\"},\"action\":\"identify\",\"attributes\":%s}"
                .formatted(kind, value, attributes);
    }

    static String act(String action, String id) {
        return "{\"type\":\"person\",\"identifiers\":{\"id\":\"%s\"},\"action\":\"%s\"}".formatted(id, action);
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
