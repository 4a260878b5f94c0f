package dev.upserter.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.upserter.server.answer.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Clients that hold resources that others need. */
@Timeout(60)
class SlowClientTest {
    private static final int MANY = 2000;
    private static final String TOKEN = "0123456789abcdef";
    private static final byte[] START =
            "GET /health HTTP/1.1\r\nHost: localhost\r\nX: ".getBytes(StandardCharsets.US_ASCII);

    @TempDir
    Path folder;

    private final AtomicLong seconds = new AtomicLong();
    private Timing timing;

    @BeforeEach
    void setClock() {
        timing = new Timing(Duration.ofSeconds(30), TestServer.SOON, () -> seconds.get() * 1_000_000_000);
    }

    @Test
    void aHeadThatDripsIsCut() throws Exception {
        assertThat(dripped(START, 'x')).isBetween(25, MANY - 1);
    }

    @Test
    void blankLinesBeforeARequestAreCutToo() throws Exception {
        assertThat(dripped(new byte[0], '\n')).isBetween(25, MANY - 1);
    }

    /** How many bytes of a head a server accepts when each takes a second. */
    private int dripped(byte[] start, char drop) throws Exception {
        timing = new Timing(Duration.ofSeconds(30), TestServer.SOON, () -> seconds.getAndIncrement() * 1_000_000_000);
        try (var api = new TestServer(folder, config -> config, timing);
                Socket socket = api.connect()) {
            socket.setSoTimeout(1);
            socket.getOutputStream().write(start);
            for (int drops = 0; drops < MANY; drops++) {
                socket.getOutputStream().write(drop);
                if (isCut(socket)) {
                    return drops;
                }
            }
        }
        return MANY;
    }

    private static boolean isCut(Socket socket) throws IOException {
        try {
            assertThat(socket.getInputStream().read()).isNegative();
            return true;
        } catch (SocketTimeoutException stillOpen) {
            return false;
        }
    }

    @Test
    void aConnectionThatIsKeptMayRestBetweenRequests() throws Exception {
        try (var api = new TestServer(folder, config -> config, timing);
                Socket socket = api.connect();
                var in =
                        new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII))) {
            for (int i = 0; i < 5; i++) {
                socket.getOutputStream().write(START);
                socket.getOutputStream().write("y\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
                String line = in.readLine();
                assertThat(line).isEqualTo("HTTP/1.1 200 OK");
                while (!line.contains("\"up\"") && !line.equals("}")) {
                    line = in.readLine();
                }
                while (in.ready()) {
                    in.readLine();
                }
                seconds.addAndGet(100);
            }
        }
    }

    @Test
    void aClientThatGuessesTokensWaitsAndOneWithTheRightTokenDoesNot() throws Exception {
        try (var api = new TestServer(folder, config -> config.withToken(TOKEN))) {
            long start = System.nanoTime();
            var guesses = new ArrayList<CompletableFuture<HttpResponse<String>>>();
            for (int i = 0; i < 40; i++) {
                String wrong = "wrong-token-number-" + i;
                guesses.add(CompletableFuture.supplyAsync(() -> about(api, wrong), Thread::startVirtualThread));
            }
            assertThat(about(api, TOKEN).statusCode()).isEqualTo(200);
            var statuses = new ArrayList<Integer>();
            for (CompletableFuture<HttpResponse<String>> guess : guesses) {
                statuses.add(guess.join().statusCode());
            }
            assertThat(statuses).containsOnly(401, 429).contains(401);
            assertThat(System.nanoTime() - start).isGreaterThan(1_000_000_000);
            assertThat(about(api, "").statusCode()).isEqualTo(401);
        }
    }

    private static HttpResponse<String> about(TestServer api, String token) {
        try {
            var request = api.request().uri(api.server.address().resolve("/api/about"));
            return api.send(token.isEmpty() ? request : request.header("Authorization", "Bearer " + token));
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Requests that read data take a slot of the runs; other requests have slots of their own. */
    @Test
    void looksAreCountedAsRunsAre() throws Exception {
        var held = new ArrayList<Socket>();
        try (var api = new TestServer(folder, config -> config.withMaxRuns(1));
                var client = new ApiClient(api)) {
            String data = client.put("people.json", TestServer.DATA);
            do {
                Socket upload = api.connect();
                held.add(upload);
                upload.getOutputStream().write(api.head(1000).getBytes(StandardCharsets.US_ASCII));
            } while (client.send("GET", "/api/data/" + data + "/columns", null).statusCode() != 429);
            for (String path : new String[] {"preview", "check", "plan"}) {
                HttpResponse<String> answer = client.send(
                        "POST", "/api/" + path, Json.write(ApiClient.order(TestServer.CONFIGURATION, data)));
                assertThat(answer.statusCode()).as(path).isEqualTo(429);
                assertThat(answer.body()).contains("TOO_MANY_RUNS");
            }
            assertThat(client.post("/api/validate", ApiClient.order(TestServer.CONFIGURATION, data))
                            .path("valid")
                            .asBoolean())
                    .isTrue();
        } finally {
            for (Socket socket : held) {
                socket.close();
            }
        }
    }

    @Test
    void whatReadsNoDataIsCountedToo() throws Exception {
        var held = new ArrayList<Socket>();
        try (var api = new TestServer(folder, config -> config.withMaxRuns(1));
                var client = new ApiClient(api)) {
            String order = Json.write(ApiClient.order(TestServer.CONFIGURATION, "x"));
            do {
                Socket socket = api.connect();
                held.add(socket);
                socket.getOutputStream()
                        .write(("POST /api/validate HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                                        + "Content-Length: 1000\r\n\r\n{")
                                .getBytes(StandardCharsets.US_ASCII));
            } while (client.send("POST", "/api/validate", order).statusCode() != 429);
            assertThat(client.send("POST", "/api/json", order).statusCode()).isEqualTo(429);
            assertThat(client.send("POST", "/api/credentials", order).statusCode())
                    .isEqualTo(429);
        } finally {
            for (Socket socket : held) {
                socket.close();
            }
        }
    }

    @Test
    void anUnknownRunIsNotFoundWhateverIsRequested() throws Exception {
        try (var api = new TestServer(folder);
                var client = new ApiClient(api)) {
            for (String run : new String[] {"20200101-000000-abcd", "x", "..%2F.."}) {
                for (String part : new String[] {"", "/events", "/requests", "/rows?kind=rejected", "/files/report"}) {
                    assertThat(client.send("GET", "/api/runs/" + run + part, null)
                                    .statusCode())
                            .as(run + part)
                            .isIn(run.contains("%") ? 400 : 404, 404);
                }
                for (String part : new String[] {"/pause", "/continue", "/stop", "/resume"}) {
                    assertThat(client.send("POST", "/api/runs/" + run + part, "{}")
                                    .statusCode())
                            .as(run + part)
                            .isIn(run.contains("%") ? 400 : 404, 404);
                }
            }
        }
    }
}
