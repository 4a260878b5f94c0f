package dev.upserter.server;

import dev.upserter.problem.Code;
import dev.upserter.problem.Problem;
import dev.upserter.problem.ProblemException;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.VirtualThreads;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/** The HTTP server on its port: a few platform threads for the network, a virtual thread for each request. */
final class Listener {
    private static final System.Logger LOG = System.getLogger(Listener.class.getName());
    private static final String IPV6_LOOPBACK = "::1";
    private static final Set<String> THIS_MACHINE = Set.of("127.0.0.1", "localhost");

    private final Server server;
    private final GracefulHandler requests;
    private final URI address;

    private Listener(Server server, GracefulHandler requests, URI address) {
        this.server = server;
        this.requests = requests;
        this.address = address;
    }

    /**
     * @param timing how long a connection may be silent where something is expected of it, and the head of a request take
     * @throws PortInUseException if the port is taken
     * @throws ProblemException   if there is no such host
     */
    static Listener start(String host, int port, Handler handler, Timing timing) {
        var server = new Server(threads());
        var requests = new GracefulHandler(handler);
        server.setHandler(requests);
        server.setErrorHandler(Listener::answerError);
        try {
            ServerConnector connector = connector(server, host, port, timing);
            if (THIS_MACHINE.contains(host) && hasIpv6()) {
                // Where localhost means IPv6 first, a client would meet whoever else listens there.
                connector(server, IPV6_LOOPBACK, connector.getLocalPort(), timing);
            }
            server.start();
            return new Listener(
                    server, requests, URI.create("http://" + uriHost(host) + ":" + connector.getLocalPort()));
        } catch (Exception e) {
            stop(server);
            throw failure(host, port, e);
        }
    }

    URI address() {
        return address;
    }

    /** Takes no request any more, waits so long for the answers under way, ends. */
    void stop(Duration patience) {
        try {
            requests.shutdown().get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException e) {
            LOG.log(System.Logger.Level.WARNING, "requests under way are cut: they did not end in time");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        stop(server);
    }

    /** The host as URLs and Host headers spell it. */
    static String uriHost(String host) {
        return host.contains(":") && !host.startsWith("[") ? "[" + host + "]" : host;
    }

    private static QueuedThreadPool threads() {
        // With its default queue, Jetty asks the platform's management beans for the size of a cache line: 150 ms.
        var threads = new QueuedThreadPool(8, 2, 60_000, new LinkedBlockingQueue<>());
        threads.setName("server");
        threads.setVirtualThreadsExecutor(VirtualThreads.getNamedVirtualThreadsExecutor("request-"));
        return threads;
    }

    private static ServerConnector connector(Server server, String host, int port, Timing timing) throws IOException {
        var http = new HttpConfiguration();
        http.setSendServerVersion(false);
        http.setInputBufferSize(64 << 10);
        var connector = new ServerConnector(
                server, null, null, null, 0, 1, new PromptConnections(http, timing.idle(), timing.nanos()));
        connector.setHost(host);
        connector.setPort(port);
        connector.setIdleTimeout(timing.idle().toMillis());
        connector.setShutdownIdleTimeout(0);
        connector.open();
        server.addConnector(connector);
        return connector;
    }

    private static boolean hasIpv6() {
        try (var socket = new ServerSocket()) {
            byte[] loopback = new byte[16];
            loopback[15] = 1;
            socket.bind(new InetSocketAddress(InetAddress.getByAddress(loopback), 0));
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /** What Jetty itself refuses: broken requests, headers that are too long, requests while it stops. */
    private static boolean answerError(Request request, Response response, Callback callback) {
        int status = response.getStatus();
        Reply reply = switch (status) {
            case 500 -> Reply.internal();
            case 503 -> Runs.stopping();
            default -> Reply.malformed(status);
        };
        new Wire(request, response, callback).sendAtOnce(reply);
        return true;
    }

    private static RuntimeException failure(String host, int port, Exception failure) {
        String why = "";
        for (Throwable cause = failure; cause != null && why.isEmpty(); cause = cause.getCause()) {
            String said = String.valueOf(cause.getMessage());
            if (cause instanceof BindException && said.contains("in use") && port != 0) {
                return new PortInUseException(host, port, failure);
            }
            why = why(cause, said);
        }
        return new ProblemException(
                Problem.of(
                        Code.CONFIG_INVALID,
                        null,
                        "the server cannot listen on " + uriHost(host) + ":" + port + why,
                        "name an address of this machine by --host, as 127.0.0.1 or, for all of them, 0.0.0.0, and a free port"
                                + " by --port"),
                failure);
    }

    private static String why(Throwable cause, String said) {
        if (cause instanceof UnresolvedAddressException
                || cause instanceof UnknownHostException
                || said.startsWith("Unresolved address")) {
            return ": the host has no address";
        }
        if (said.contains("Cannot assign requested address")) {
            return ": this machine does not have that address";
        }
        return said.contains("Permission denied") ? ": this user may not listen on that port" : "";
    }

    private static void stop(Server server) {
        try {
            server.stop();
        } catch (Exception e) {
            throw new IllegalStateException("the server did not stop", e);
        }
    }
}
