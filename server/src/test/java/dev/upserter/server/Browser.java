package dev.upserter.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** A headless Chromium, driven over its DevTools protocol by the JDK's WebSocket client. */
final class Browser implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int SECONDS = 30;

    private final Process process;
    private final HttpClient http = HttpClient.newHttpClient();
    private final WebSocket socket;
    private final Map<Integer, CompletableFuture<JsonNode>> answers = new ConcurrentHashMap<>();
    private final List<Consumer<JsonNode>> listeners = new CopyOnWriteArrayList<>();
    private final AtomicInteger lastId = new AtomicInteger();

    private Browser(Process process, URI address) {
        this.process = process;
        this.socket =
                http.newWebSocketBuilder().buildAsync(address, new Messages()).join();
    }

    /** The path of an installed one; empty if there is none. */
    static Optional<Path> find() {
        String named = System.getenv("CHROMIUM");
        Stream<Path> places = Stream.of(System.getenv("PATH").split(":"))
                .flatMap(folder -> Stream.of("chromium", "chromium-browser", "google-chrome")
                        .map(name -> Path.of(folder, name)));
        return Stream.concat(Stream.ofNullable(named).map(Path::of), places)
                .filter(Files::isExecutable)
                .findFirst();
    }

    static Browser start(Path program, Path profile, String... more) throws IOException {
        Process process = new ProcessBuilder(Stream.of(
                                Stream.of(
                                        program.toString(),
                                        "--headless=new",
                                        "--no-sandbox", // the tests may run as root, and open only their own pages
                                        // server
                                        "--disable-gpu",
                                        "--disable-dev-shm-usage",
                                        "--disable-background-networking",
                                        "--disable-component-update",
                                        "--disable-sync",
                                        "--no-first-run",
                                        "--no-default-browser-check",
                                        "--hide-scrollbars",
                                        "--force-color-profile=srgb",
                                        "--lang=en-GB",
                                        "--remote-debugging-port=0",
                                        "--user-data-dir=" + profile),
                                Stream.of(more),
                                Stream.of("about:blank"))
                        .flatMap(arguments -> arguments)
                        .toList())
                .start();
        return new Browser(process, address(process.errorReader(StandardCharsets.UTF_8)));
    }

    private static URI address(BufferedReader log) throws IOException {
        for (String line = log.readLine(); line != null; line = log.readLine()) {
            int at = line.indexOf("ws://");
            if (at >= 0) {
                Thread.ofVirtual().start(() -> readToTheEnd(log));
                return URI.create(line.substring(at).strip());
            }
        }
        throw new IOException("the browser ended before it listened");
    }

    /** Reads the log so that the browser never blocks on writing it. */
    private static void readToTheEnd(BufferedReader log) {
        try {
            while (log.readLine() != null) {
                Thread.onSpinWait();
            }
        } catch (IOException closed) {
            Thread.currentThread().interrupt();
        }
    }

    Tab open(String url) {
        String target = send("", "Target.createTarget", node().put("url", "about:blank"))
                .path("targetId")
                .asText();
        String session = send(
                        "",
                        "Target.attachToTarget",
                        node().put("targetId", target).put("flatten", true))
                .path("sessionId")
                .asText();
        var tab = new Tab(this, session, target);
        listeners.add(tab::hear);
        tab.go(url);
        return tab;
    }

    static ObjectNode node() {
        return JSON.createObjectNode();
    }

    JsonNode send(String session, String method, ObjectNode parameters) {
        int id = lastId.incrementAndGet();
        ObjectNode message = node().put("id", id).put("method", method);
        message.set("params", parameters);
        if (!session.isEmpty()) {
            message.put("sessionId", session);
        }
        var answer = new CompletableFuture<JsonNode>();
        answers.put(id, answer);
        synchronized (socket) {
            socket.sendText(message.toString(), true).join();
        }
        JsonNode read = answer.orTimeout(SECONDS, TimeUnit.SECONDS).join();
        if (read.has("error")) {
            throw new IllegalStateException(method + ": " + read.path("error"));
        }
        return read.path("result");
    }

    private final class Messages implements WebSocket.Listener {
        private final StringBuilder text = new StringBuilder();

        @Override
        public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
            text.append(data);
            if (last) {
                String whole = text.toString();
                text.setLength(0);
                hear(whole);
            }
            from.request(1);
            return CompletableFuture.completedFuture(null);
        }
    }

    private void hear(String text) {
        try {
            JsonNode message = JSON.readTree(text);
            CompletableFuture<JsonNode> waiting =
                    answers.remove(message.path("id").asInt(-1));
            if (waiting != null) {
                waiting.complete(message);
            } else {
                listeners.forEach(listener -> listener.accept(message));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        // Its helper processes write to the profile for a moment after the browser has ended.
        List<ProcessHandle> helpers = process.descendants().toList();
        process.destroy();
        try {
            if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
            for (ProcessHandle helper : helpers) {
                helper.onExit().get(SECONDS, TimeUnit.SECONDS);
            }
        } catch (ExecutionException | TimeoutException e) {
            helpers.forEach(ProcessHandle::destroyForcibly);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        http.shutdownNow();
    }
}
