package dev.upserter.net;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** A proxy for requests and tunnels that always connects to one place, whatever host is requested. */
public final class Proxy implements AutoCloseable {
    private static final String ASKING = "407 Proxy Authentication Required";
    private static final String BASIC = "Proxy-Authenticate: Basic realm=\"x\"\r\n";
    private static final String CLOSE = "Connection: close\r\n";

    private final Server server = Server.start(this::handle);
    private final Queue<String> heads = new ConcurrentLinkedQueue<>();
    private final int target;
    private final String authorization;
    private final String refusal;
    private final String challenge;

    private Proxy(int target, String authorization, String refusal, String challenge) {
        this.target = target;
        this.authorization = authorization;
        this.refusal = refusal;
        this.challenge = challenge;
    }

    /** Starts a proxy to this port of loopback. */
    public static Proxy to(int port) {
        return new Proxy(port, "", "", "");
    }

    /** A proxy that demands this header's value. */
    public static Proxy to(int port, String authorization) {
        return new Proxy(port, authorization, ASKING, BASIC + CLOSE);
    }

    /** A proxy that demands it, and closes the connection after a 407 without announcing that. */
    public static Proxy closing(int port, String authorization) {
        return new Proxy(port, authorization, ASKING, BASIC);
    }

    /**
     * A proxy that demands a header whose value starts with this, with a challenge other than Basic, and closes as
     * {@link #closing}.
     */
    public static Proxy challenging(int port, String authorization, String challenge) {
        return new Proxy(port, authorization, ASKING, "Proxy-Authenticate: " + challenge + "\r\n");
    }

    /** A proxy that answers everything with this status line. */
    public static Proxy refusing(String status) {
        return new Proxy(0, "never given", status, BASIC + CLOSE);
    }

    /** Where it listens. */
    public int port() {
        return server.port();
    }

    /** The heads of all requests to it: request line and headers. */
    public List<String> heads() {
        return List.copyOf(heads);
    }

    private void handle(Socket client) throws IOException {
        String head = readHead(client.getInputStream());
        heads.add(head);
        if (!authorization.isEmpty() && !head.contains("\r\nProxy-Authorization: " + authorization)) {
            client.getInputStream().skipNBytes(contentLength(head));
            client.getOutputStream().write(refusal().getBytes(StandardCharsets.US_ASCII));
            return;
        }
        try (var destination = new Socket(InetAddress.getLoopbackAddress(), target)) {
            if (head.startsWith("CONNECT ")) {
                client.getOutputStream().write("HTTP/1.1 200 Go on\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            } else {
                destination.getOutputStream().write(forOrigin(head).getBytes(StandardCharsets.US_ASCII));
            }
            Server.join(client, destination);
        }
    }

    private String refusal() {
        return "HTTP/1.1 " + refusal + "\r\n" + challenge + "Content-Length: 0\r\n\r\n";
    }

    private static String readHead(InputStream in) throws IOException {
        var head = new ByteArrayOutputStream();
        while (!head.toString(StandardCharsets.US_ASCII).endsWith("\r\n\r\n")) {
            int b = in.read();
            if (b < 0) {
                throw new IOException("no whole request");
            }
            head.write(b);
        }
        return head.toString(StandardCharsets.US_ASCII);
    }

    private static long contentLength(String head) {
        return head.lines()
                .filter(line -> line.startsWith("Content-Length: "))
                .mapToLong(line -> Long.parseLong(line.substring(16)))
                .findFirst()
                .orElse(0);
    }

    /** The head with only the path in its request line; the connection serves this request only. */
    private static String forOrigin(String head) {
        String[] line = head.substring(0, head.indexOf("\r\n")).split(" ", 3);
        URI uri = URI.create(line[1]);
        return line[0] + " " + uri.getRawPath() + " " + line[2] + "\r\nConnection: close"
                + head.substring(head.indexOf("\r\n")).replaceAll("(?i)\r\n(?:proxy-)?connection: [^\r]*", "");
    }

    @Override
    public void close() {
        server.close();
    }
}
