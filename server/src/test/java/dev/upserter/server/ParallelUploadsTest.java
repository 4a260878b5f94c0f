package dev.upserter.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** As many uploads of wide rows at once as a server with a small heap takes. */
@Timeout(300)
final class ParallelUploadsTest {
    private static final int ROWS = 300;
    private static final int WIDTH = 31;

    @TempDir
    Path folder;

    @Test
    void allHaveRoomInAHeapOf256Mb() throws Exception {
        Process host = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        ParallelUploadsMain.class.getName(),
                        folder.resolve("state").toString())
                .redirectErrorStream(true)
                .start();
        var log = new CompletableFuture<String>();
        try (var client = HttpClient.newHttpClient();
                BufferedReader out = host.inputReader(StandardCharsets.UTF_8)) {
            URI address = address(out);
            Thread.startVirtualThread(() -> log.complete(out.lines().reduce("", (all, line) -> all + line + "\n")));
            var answers = new ArrayList<CompletableFuture<HttpResponse<String>>>();
            for (int i = 0; i < ParallelUploadsMain.UPLOADS; i++) {
                byte[] body = Form.of(configuration("sync" + i), rows()).closed();
                answers.add(client.sendAsync(
                        HttpRequest.newBuilder(address)
                                .header("Content-Type", Form.CONTENT_TYPE)
                                .PUT(BodyPublishers.ofByteArray(body))
                                .build(),
                        BodyHandlers.ofString()));
            }
            for (CompletableFuture<HttpResponse<String>> answer : answers) {
                assertThat(answer.get().body()).contains("\"status\" : \"completed\"", "\"delivered\" : " + ROWS + ",");
            }
            host.outputWriter().close();
            assertThat(log.get()).doesNotContain("OutOfMemory");
            assertThat(host.waitFor()).isZero();
        } finally {
            host.destroyForcibly();
        }
    }

    private static URI address(BufferedReader out) throws Exception {
        String line = out.readLine();
        while (!line.startsWith("http")) {
            line = out.readLine();
        }
        return URI.create(line);
    }

    private static String configuration(String sync) {
        var mappings = new ArrayList<String>();
        for (int i = 0; i < WIDTH; i++) {
            mappings.add("{\"from\": \"a" + i + "\", \"to\": \"a" + i + "\"}");
        }
        return "{\"sync\": \"" + sync + "\", \"userId\": \"id\", \"requestsPerSecond\": 10000, \"parallelism\": 100,"
                + " \"mappings\": [" + String.join(",", mappings) + "]}";
    }

    private static String rows() {
        var rows = new StringBuilder("[");
        for (int row = 0; row < ROWS; row++) {
            rows.append(row == 0 ? "" : ",\n")
                    .append("{\"id\": \"Person")
                    .append(row % 50)
                    .append('"');
            for (int i = 0; i < WIDTH; i++) {
                rows.append(", \"a").append(i).append("\": \"");
                rows.append("x".repeat(990)).append(row % 10).append('"');
            }
            rows.append('}');
        }
        return rows.append(']').toString();
    }
}
