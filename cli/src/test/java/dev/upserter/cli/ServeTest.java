package dev.upserter.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class ServeTest {
    private static final Pattern ADDRESS = Pattern.compile("http://127\\.0\\.0\\.1:[0-9]+");

    @TempDir
    private Path folder;

    @Test
    void aConfigurationAndDataSentToItArriveInItsSandbox() throws Exception {
        var typed = new Typed();
        var server = CompletableFuture.supplyAsync(
                () -> typed.run("serve", "--port", "0", "--sandbox", "--state", folder.toString()));
        while (!typed.out().endsWith("Ctrl-C ends it.\n")) {
            assertThat(server.isDone()).as(typed.err()).isFalse();
            Thread.onSpinWait();
        }
        Matcher addresses = ADDRESS.matcher(typed.out());
        assertThat(addresses.find()).isTrue();
        String address = addresses.group();
        assertThat(addresses.find(typed.out().indexOf("sandbox"))).isTrue();
        String sandbox = addresses.group();

        assertThat(put(address)).contains("\"status\" : \"completed\"", "\"delivered\" : 15");
        assertThat(get(sandbox + "/sandbox/people")).contains("ada@example.com");
        assertThat(folder.resolve("runs")).isNotEmptyDirectory();

        assertThat(typed.interrupt()).isTrue();
        assertThat(server.get()).isZero();
    }

    @Test
    void aPortThatIsTakenIsReportedWithWhatToDo() throws Exception {
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String port = String.valueOf(taken.getLocalPort());
            for (String command : new String[] {"serve", "sandbox"}) {
                var typed = new Typed().with(Map.of("UPSERTER_STATE", folder.toString()));
                assertThat(typed.run(command, "--port", port)).isEqualTo(2);
                assertThat(typed.err()).contains("port " + port, "is in use", "hint: --port 0 takes any free one");
                assertThat(typed.out()).isEmpty();
            }
        }
    }

    private static String put(String address) throws Exception {
        String boundary = "a-boundary";
        var body = new StringBuilder();
        for (String name : new String[] {"configuration.json", "data.json"}) {
            body.append("--").append(boundary).append("\r\n");
            body.append("Content-Disposition: form-data; name=\"inputs\"; filename=\"" + name + "\"\r\n\r\n");
            body.append(Files.readString(Path.of("..", "examples", name))).append("\r\n");
        }
        body.append("--").append(boundary).append("--\r\n");
        return send(HttpRequest.newBuilder(URI.create(address))
                .header("Content-Type", "multipart/form-data; boundary=" + boundary)
                .PUT(HttpRequest.BodyPublishers.ofString(body.toString()))
                .build());
    }

    private static String get(String address) throws Exception {
        return send(HttpRequest.newBuilder(URI.create(address)).build());
    }

    private static String send(HttpRequest request) throws Exception {
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(request, HttpResponse.BodyHandlers.ofString()).body();
        }
    }
}
