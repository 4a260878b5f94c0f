package dev.upserter.sandbox.junit;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** What a service does that is tested with the sandbox: it sends people, and tries again. */
final class Newsletter {
    private static final int TRIES = 5;

    private final HttpClient http = HttpClient.newHttpClient();
    private final String address;
    private final String credentials;

    Newsletter(String address, String siteId, String apiKey) {
        this.address = address;
        this.credentials = Base64.getEncoder().encodeToString((siteId + ":" + apiKey).getBytes(StandardCharsets.UTF_8));
    }

    void subscribe(String email, String plan) throws IOException, InterruptedException {
        send("PUT", "/api/v1/customers/" + email, "{\"plan\": \"" + plan + "\"}");
    }

    void send(String method, String path, String body) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(address + path))
                .header("Authorization", "Basic " + credentials)
                .method(method, BodyPublishers.ofString(body))
                .build();
        for (int tries = 1; ; tries++) {
            try {
                if (http.send(request, BodyHandlers.ofString()).statusCode() < 500 || tries == TRIES) {
                    return;
                }
            } catch (IOException lost) {
                if (tries == TRIES) {
                    throw lost;
                }
            }
        }
    }
}
