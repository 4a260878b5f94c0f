package dev.upserter.sandbox;

import java.net.BindException;
import java.net.URI;
import java.util.concurrent.LinkedBlockingQueue;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.VirtualThreads;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/** The HTTP server on its port: a few platform threads for the network, a virtual thread for each request. */
final class Listener {
    private final Server server;
    private final URI endpoint;

    private Listener(Server server, URI endpoint) {
        this.server = server;
        this.endpoint = endpoint;
    }

    static Listener start(SandboxConfig config, Handler handler) {
        var server = new Server(threads());
        server.setHandler(handler);
        server.setErrorHandler((request, response, callback) -> {
            new Wire(request, response, callback).send(Reply.metaErrors(response.getStatus(), "the request failed"));
            return true;
        });
        ServerConnector connector = connector(server, config);
        server.addConnector(connector);
        try {
            server.start();
        } catch (Exception e) {
            throw failure(config, e, server);
        }
        return new Listener(server, URI.create("http://" + uriHost(config.host()) + ":" + connector.getLocalPort()));
    }

    URI endpoint() {
        return endpoint;
    }

    void stop() {
        stop(server);
    }

    private static QueuedThreadPool threads() {
        // With its default queue, Jetty asks the platform's management beans for the size of a cache line: 150 ms.
        var threads = new QueuedThreadPool(8, 2, 60_000, new LinkedBlockingQueue<>());
        threads.setName("sandbox");
        threads.setDaemon(true);
        threads.setVirtualThreadsExecutor(VirtualThreads.getNamedVirtualThreadsExecutor("sandbox-"));
        return threads;
    }

    private static ServerConnector connector(Server server, SandboxConfig config) {
        var http = new HttpConfiguration();
        // Identifiers with slashes, dots and blanks come in paths; they are decoded here, never resolved as files.
        http.setUriCompliance(UriCompliance.UNSAFE);
        http.setSendServerVersion(false);
        http.setRequestHeaderSize(64 << 10);
        var connector = new ServerConnector(server, null, null, null, 0, 1, new HttpConnectionFactory(http));
        connector.setHost(config.host());
        connector.setPort(config.port());
        connector.setAcceptQueueSize(1_024);
        connector.setIdleTimeout(600_000);
        connector.setShutdownIdleTimeout(0);
        return connector;
    }

    private static RuntimeException failure(SandboxConfig config, Exception failure, Server server) {
        stop(server);
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof BindException && config.port() != 0) {
                return new PortInUseException(config, failure);
            }
        }
        return new IllegalStateException(
                "the sandbox cannot listen on " + config.host() + ":" + config.port(), failure);
    }

    private static void stop(Server server) {
        try {
            server.stop();
        } catch (Exception e) {
            throw new IllegalStateException("the sandbox's server did not stop", e);
        }
    }

    private static String uriHost(String host) {
        return host.contains(":") ? "[" + host + "]" : host;
    }
}
