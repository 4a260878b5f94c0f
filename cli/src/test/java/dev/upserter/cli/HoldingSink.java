package dev.upserter.cli;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Reads requests and discards them. It answers none until no further request arrives, so that as many are in flight as the
 * program allows. After a few such rounds it answers at once.
 */
final class HoldingSink implements AutoCloseable {
    private static final long QUIET_MILLIS = 500;
    private static final int ROUNDS = 6;

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private int arrived;
    private int waiting;
    private int round;
    private int mostAtOnce;

    private HoldingSink() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1000);
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
    }

    static HoldingSink start() throws IOException {
        return new HoldingSink();
    }

    String endpoint() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** The largest number of requests in flight at once. */
    synchronized int mostAtOnce() {
        return mostAtOnce;
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            exchange.getRequestBody().transferTo(OutputStream.nullOutputStream());
            hold();
            byte[] answer = "{}".getBytes(StandardCharsets.US_ASCII);
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
        }
    }

    private synchronized void hold() {
        arrived++;
        waiting++;
        mostAtOnce = Math.max(mostAtOnce, waiting);
        int mine = round;
        try {
            while (round < ROUNDS && round == mine) {
                int before = arrived;
                wait(QUIET_MILLIS);
                if (arrived == before && round == mine) {
                    round++;
                    notifyAll();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        waiting--;
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
