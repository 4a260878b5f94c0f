package dev.upserter.net;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A server on a free port of loopback that handles each connection on its own thread. */
public final class Server implements AutoCloseable {
    /** Handles one connection, which is closed afterwards. */
    public interface Handler {
        void handle(Socket connection) throws IOException;
    }

    private final ServerSocket socket;
    private final Set<Socket> connections = ConcurrentHashMap.newKeySet();

    /** Listens on a socket that is already bound. */
    public Server(ServerSocket socket, Handler handler) {
        this.socket = socket;
        Thread.ofVirtual().start(() -> accept(handler));
    }

    /** Listens on any free port. */
    public static Server start(Handler handler) {
        try {
            return new Server(new ServerSocket(0, 100, InetAddress.getLoopbackAddress()), handler);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void accept(Handler handler) {
        while (!socket.isClosed()) {
            try {
                Socket connection = socket.accept();
                connections.add(connection);
                Thread.ofVirtual().start(() -> handle(handler, connection));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private static void handle(Handler handler, Socket connection) {
        try (connection) {
            handler.handle(connection);
        } catch (IOException broken) {
            // The other side went away, as it may.
        }
    }

    /** The port it listens on. */
    public int port() {
        return socket.getLocalPort();
    }

    /** Forwards bytes in both directions until one side ends. */
    public static void join(Socket left, Socket right) throws IOException {
        Thread back = Thread.ofVirtual().start(() -> pass(right, left));
        pass(left, right);
        try {
            back.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void pass(Socket from, Socket to) {
        byte[] buffer = new byte[1 << 14];
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                out.write(buffer, 0, n);
                out.flush();
            }
        } catch (IOException broken) {
            // Both are closed.
        }
    }

    @Override
    public void close() {
        try {
            socket.close();
            for (Socket connection : connections) {
                connection.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
