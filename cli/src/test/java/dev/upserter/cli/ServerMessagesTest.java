package dev.upserter.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The messages of {@code serve} to its user and to its clients, in one file that is reviewed. */
@Timeout(120)
class ServerMessagesTest {
    private static final String TOKEN = "a-token-of-this-test-alone";
    private static final Pattern LISTENS = Pattern.compile("(http://127\\.0\\.0\\.1:\\d+)");

    @TempDir
    Path folder;

    private Transcript transcript;

    @BeforeEach
    void start() {
        transcript = new Transcript(folder);
    }

    private void refused(String... line) {
        var typed = new Typed();
        int exitCode = typed.run(line);
        transcript.add(
                "upserter " + String.join(" ", line).replace(TOKEN, "TOKEN"), typed.out() + typed.err(), exitCode);
    }

    private String[] serving() throws IOException {
        Path syncs = Files.createDirectory(folder.resolve("syncs"));
        Files.writeString(syncs.resolve("users.yaml"), """
                userId: id
                siteId: site
                apiKey: >-
                  the-key
                source: {url: "postgres://me:the-word@db/shop", query: select 1 as id}
                """);
        return new String[] {
            "serve",
            "--port",
            "0",
            "--token",
            TOKEN,
            "--state",
            folder.resolve("state").toString(),
            "--syncs",
            syncs.toString()
        };
    }

    private void call(String server, String method, String path, String... headers) throws Exception {
        var request = HttpRequest.newBuilder(URI.create(server + path))
                .method(method, HttpRequest.BodyPublishers.ofString(method.equals("GET") ? "" : "{}"));
        if (headers.length > 0) {
            request.headers(headers);
        }
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpResponse<String> answer = client.send(request.build(), HttpResponse.BodyHandlers.ofString());
            transcript.add(
                    method + " " + path + " " + String.join(" ", headers).replace(TOKEN, "TOKEN"),
                    answer.body(),
                    answer.statusCode());
        }
    }

    @Test
    void whatTheServerSaysIsReadInReview() throws Exception {
        refused("serve", "--token", "short");
        refused("serve", "--token-file", folder.resolve("none").toString());
        refused("serve", "--token", TOKEN, "--token-file", "x");
        refused("serve", "--public-url", "upserter.example.com");
        refused("serve", "--public-url", "https://upserter.example.com/path");
        try (var taken = new ServerSocket(0)) {
            refused("serve", "--port", String.valueOf(taken.getLocalPort()));
        }
        String[] line = serving();
        var typed = new Typed();
        var server = CompletableFuture.supplyAsync(() -> typed.run(line));
        while (!typed.out().endsWith("Ctrl-C ends it.\n")) {
            assertThat(server.isDone()).as(typed.err()).isFalse();
            Thread.onSpinWait();
        }
        try {
            calls(typed);
        } finally {
            typed.interrupt();
            server.join();
        }
        transcript.add("upserter serve --token TOKEN --syncs syncs", typed.out() + typed.err(), server.join());
        assertThat(transcript.text()).doesNotContain("the-key", "the-word", TOKEN);
        Golden.assertSame("server.txt", transcript.text());
    }

    private void calls(Typed typed) throws Exception {
        Matcher listens = LISTENS.matcher(typed.out());
        assertThat(listens.find()).isTrue();
        String address = listens.group(1);
        call(address, "GET", "/api/runs");
        call(address, "GET", "/api/runs", "Authorization", "Bearer not-the-token-of-it");
        String[] known = {"Authorization", "Bearer " + TOKEN};
        for (String path : List.of(
                "/api/runs/20260101-000000-abcd",
                "/api/runs/20260101-000000-abcd/events",
                "/api/runs/nosuch/rejected",
                "/api/syncs/users.yaml",
                "/api/syncs/nosuch.yaml",
                "/api/nosuch")) {
            call(address, "GET", path, known);
        }
        call(address, "POST", "/api/runs/20260101-000000-abcd/stop", known);
        call(address, "POST", "/api/check", "Authorization", "Bearer " + TOKEN, "Origin", "https://elsewhere.example");
        call(address, "PUT", "/", known);
    }
}
