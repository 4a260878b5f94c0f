package dev.upserter.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.upserter.carried.jetty.server.Request;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A listener on loopback, and how it handles requests. */
class ListenerTest {
    private static final Duration SOON = Duration.ofSeconds(20);

    private final HttpClient client = HttpClient.newHttpClient();
    private @Nullable Listener listener;

    @AfterEach
    void stop() {
        client.close();
        if (listener != null) {
            listener.stop();
        }
    }

    /** Gives every request the same answer. */
    private record Alike(Outcome outcome) implements Endpoint {
        @Override
        public Map<String, String> headers() {
            return Map.of("Content-Type", "text/always", "X-Always", "yes");
        }

        @Override
        public Outcome answer(Request request) {
            return outcome;
        }

        @Override
        public Reply failure(int status) {
            return Reply.text("failed with " + status).with("X-Failure", "yes");
        }
    }

    private void start(Outcome outcome) {
        listener = Listener.start(on("127.0.0.1", 0), new Alike(outcome));
    }

    private static ListenerConfig on(String host, int port) {
        return new ListenerConfig(
                "test", host, port, false, true, SOON, System::nanoTime, http -> {}, Optional.empty());
    }

    private URI address() {
        return Objects.requireNonNull(listener).address();
    }

    private HttpRequest.Builder request() {
        return HttpRequest.newBuilder(address().resolve("/any")).timeout(SOON);
    }

    private HttpResponse<String> get() throws IOException, InterruptedException {
        return client.send(request().build(), BodyHandlers.ofString());
    }

    @Test
    void aReplyKeepsTheHeadersOfEveryAnswerUnlessItSetsThem() throws Exception {
        start(Reply.json(201, "{}").with("X-Other", "too"));

        HttpResponse<String> answer = get();

        assertThat(answer.statusCode()).isEqualTo(201);
        assertThat(answer.body()).isEqualTo("{}");
        assertThat(answer.headers().allValues("Content-Type")).containsExactly("application/json");
        assertThat(answer.headers().firstValue("X-Always")).contains("yes");
        assertThat(answer.headers().firstValue("X-Other")).contains("too");
    }

    /** Jetty keeps the header fields of a connection, and by default finds them whatever their case. */
    @Test
    void headerValuesThatDifferInCaseStayApartOnOneConnection() throws Exception {
        listener = Listener.start(on("127.0.0.1", 0), new Endpoint() {
            @Override
            public Map<String, String> headers() {
                return Map.of();
            }

            @Override
            public Outcome answer(Request request) {
                return Reply.text(request.getHeaders().get("X-Said"));
            }

            @Override
            public Reply failure(int status) {
                return Reply.empty(status);
            }
        });

        for (String said : List.of("aB", "ab", "aB")) {
            HttpResponse<String> answer =
                    client.send(request().header("X-Said", said).build(), BodyHandlers.ofString());
            assertThat(answer.body()).isEqualTo(said);
        }
    }

    @Test
    void aStatusWithoutABodyHasNone() throws Exception {
        start(new Reply(204, Map.of(), "not sent"));

        assertThat(get().body()).isEmpty();
    }

    @Test
    void aReplyReachesAClientWhoseBodyIsNotRead() throws Exception {
        start(Reply.text("no thanks"));

        HttpResponse<String> answer = client.send(
                request().POST(BodyPublishers.ofByteArray(new byte[8 << 20])).build(), BodyHandlers.ofString());

        assertThat(answer.body()).isEqualTo("no thanks");
    }

    @Test
    void aStreamIsReadAsItIsWritten() throws Exception {
        var read = new CountDownLatch(1);
        start(new Streamed(Map.of("Content-Type", "text/plain"), out -> {
            out.write('a');
            out.flush();
            read.await();
            out.write('b');
        }));

        try (var body =
                client.send(request().build(), BodyHandlers.ofInputStream()).body()) {
            assertThat(body.read()).isEqualTo('a');
            read.countDown();
            assertThat(body.readAllBytes()).containsExactly('b');
        }
    }

    @Test
    void piecesMakeOneBody() throws Exception {
        start(wire -> {
            wire.begin(202, Map.of());
            wire.write(ByteBuffer.wrap(new byte[] {'a'}), false);
            wire.write(ByteBuffer.wrap(new byte[] {'b'}), true);
        });

        HttpResponse<String> answer = get();

        assertThat(answer.statusCode()).isEqualTo(202);
        assertThat(answer.body()).isEqualTo("ab");
    }

    @Test
    void aConnectionThatIsCutEndsWithoutAnAnswer() throws Exception {
        start(Wire::cut);

        assertThat(raw("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n")).isEmpty();
    }

    @Test
    void aConnectionThatIsResetDoesNotEndInOrder() {
        start(Wire::reset);

        assertThatThrownBy(() -> raw("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n"))
                .isInstanceOf(SocketException.class)
                .hasMessage("Connection reset");
    }

    @Test
    void whatFailsIsAnsweredByTheEndpoint() throws Exception {
        start(wire -> {
            throw new IllegalStateException("a defect");
        });

        assertThat(get().body()).isEqualTo("failed with 500");
        assertThat(raw("GET /any HTTP/1.1\r\n\r\n")).contains("X-Failure: yes", "failed with 400");
    }

    private String raw(String request) throws IOException {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), address().getPort())) {
            socket.setSoTimeout((int) SOON.toMillis());
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
        }
    }

    @Test
    void aTakenPortIsReportedWithWhatToDo() throws Exception {
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThatThrownBy(() -> Listener.start(on("127.0.0.1", taken.getLocalPort()), new Alike(Reply.empty(204))))
                    .isInstanceOf(PortInUseException.class)
                    .hasMessage(
                            "port %d on 127.0.0.1 is in use. Stop the program that uses it, or choose another port"
                                    + " (0 takes any free one)",
                            taken.getLocalPort());
        }
    }

    @Test
    void anAddressOfAnotherMachineIsNotCalledATakenPort() {
        assertThatThrownBy(() -> Listener.start(on("192.0.2.1", 1), new Alike(Reply.empty(204))))
                .isInstanceOf(CannotListenException.class)
                .hasMessage("the test cannot listen on 192.0.2.1:1: this machine does not have that address");
        assertThatThrownBy(() -> Listener.start(on("no-such-host.invalid", 0), new Alike(Reply.empty(204))))
                .isInstanceOf(CannotListenException.class)
                .hasMessage("the test cannot listen on no-such-host.invalid:0: the host has no address");
    }

    @Test
    void aListenerThatStopsWaitsForAnswersUnderWay() throws Exception {
        var arrived = new CountDownLatch(1);
        var stopping = new CountDownLatch(1);
        start(wire -> {
            arrived.countDown();
            stopping.await();
            Reply.text("still here").send(wire);
        });
        var answer = client.sendAsync(request().build(), BodyHandlers.ofString());
        arrived.await();

        Thread stop =
                Thread.startVirtualThread(() -> Objects.requireNonNull(listener).stop(SOON));
        stopping.countDown();

        assertThat(answer.join().body()).isEqualTo("still here");
        stop.join();
        assertThatThrownBy(this::get).isInstanceOf(IOException.class);
    }
}
