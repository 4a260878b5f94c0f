package dev.upserter.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.upserter.sandbox.Sandbox;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** A server that sends to a sandbox, and a client of it. */
final class TestServer implements AutoCloseable {
    static final String CONFIGURATION = """
        {"userId": "id", "mappings": [{"from": "name", "to": "first_name"}]}
        """;
    static final String DATA = """
        [{"id": "ana", "name": "Ana"}, {"id": "bo", "name": "Bo"}]
        """;

    static final Duration SOON = Duration.ofSeconds(20);

    final Sandbox sandbox = Sandbox.start();
    final Path state;
    final UpserterServer server;
    private final HttpClient http = HttpClient.newHttpClient();

    TestServer(Path folder) {
        this(folder, config -> config);
    }

    TestServer(Path folder, UnaryOperator<ServerConfig> changes) {
        this(folder, changes, new Timing(Duration.ofSeconds(30), SOON, System::nanoTime));
    }

    TestServer(Path folder, UnaryOperator<ServerConfig> changes, Timing timing) {
        state = folder.resolve("state");
        ServerConfig config = ServerConfig.in(state).withPort(0).withSandbox(sandbox);
        server = UpserterServer.start(changes.apply(config), timing);
    }

    /** Treats the sandbox as if it were Customer.io: the state of its people outlives the server. */
    static ServerConfig withoutItsSandbox(ServerConfig config) {
        return ServerConfig.in(config.stateFolder())
                .withPort(0)
                .withEndpoint(Objects.requireNonNull(config.endpoint()))
                .withCredentials(Objects.requireNonNull(config.credentials()));
    }

    /** A server that cuts connections silent for this long. */
    static Timing impatient(Duration idle) {
        return new Timing(idle, SOON, System::nanoTime);
    }

    HttpRequest.Builder request() {
        return HttpRequest.newBuilder(server.address()).timeout(SOON);
    }

    HttpRequest.Builder put(byte[] body) {
        return request().PUT(BodyPublishers.ofByteArray(body)).header("Content-Type", Form.CONTENT_TYPE);
    }

    HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return http.send(request.build(), BodyHandlers.ofString());
    }

    HttpResponse<String> send(Form form) throws IOException, InterruptedException {
        return send(put(form.closed()));
    }

    CompletableFuture<HttpResponse<String>> sendLater(Form form) {
        return http.sendAsync(put(form.closed()).build(), BodyHandlers.ofString());
    }

    /** A plain connection, to send what no well-behaved client sends. */
    Socket connect() throws IOException {
        var socket =
                new Socket(InetAddress.getLoopbackAddress(), server.address().getPort());
        socket.setSoTimeout((int) SOON.toMillis());
        return socket;
    }

    /** Sends this text as it is, and reads until the connection ends. */
    String raw(String text) throws IOException {
        try (Socket socket = connect()) {
            socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
            return readAll(socket);
        }
    }

    static String readAll(Socket socket) throws IOException {
        return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    /** The head of a PUT with a body of this length, from a client that does not reuse the connection. */
    String head(long length) {
        return "PUT / HTTP/1.1\r\nHost: localhost:" + server.address().getPort()
                + "\r\nConnection: close\r\nContent-Type: " + Form.CONTENT_TYPE + "\r\nContent-Length: " + length
                + "\r\n\r\n";
    }

    static JsonNode json(String body) throws IOException {
        return new ObjectMapper().readTree(body);
    }

    /** The codes of an answer's problems. */
    static List<String> codes(String body) throws IOException {
        return Stream.iterate(0, i -> i + 1)
                .map(json(body).path("problems")::path)
                .takeWhile(JsonNode::isObject)
                .map(problem -> problem.path("code").asText())
                .toList();
    }

    /** The uploaded files that exist. */
    List<Path> uploads() throws IOException {
        try (Stream<Path> files = Files.walk(state.resolve("uploads"))) {
            return files.filter(file -> file.toString().endsWith(".part")).toList();
        }
    }

    @Override
    public void close() {
        sandbox.close();
        server.close();
        http.shutdownNow();
    }
}
