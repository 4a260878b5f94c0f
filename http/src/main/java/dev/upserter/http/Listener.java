package dev.upserter.http;

import dev.upserter.carried.jetty.server.ConnectionFactory;
import dev.upserter.carried.jetty.server.HttpConfiguration;
import dev.upserter.carried.jetty.server.SecureRequestCustomizer;
import dev.upserter.carried.jetty.server.Server;
import dev.upserter.carried.jetty.server.ServerConnector;
import dev.upserter.carried.jetty.server.SslConnectionFactory;
import dev.upserter.carried.jetty.server.handler.GracefulHandler;
import dev.upserter.carried.jetty.util.VirtualThreads;
import dev.upserter.carried.jetty.util.ssl.SslContextFactory;
import dev.upserter.carried.jetty.util.thread.QueuedThreadPool;
import dev.upserter.carried.jetty.util.thread.ScheduledExecutorScheduler;
import java.io.IOException;
import java.net.BindException;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** An HTTP server on one port: a few platform threads for the network, a virtual thread for each request. Thread-safe. */
public final class Listener {
    private static final System.Logger LOG = System.getLogger(Listener.class.getName());

    /** Jetty 12.1.14 rarely waits without end for an answer whose connection it has yet to close (HttpConnection.close). */
    private static final Duration LONGEST_STOP = Duration.ofSeconds(10);

    private final Server server;
    private final GracefulHandler requests;
    private final URI address;

    private Listener(Server server, GracefulHandler requests, URI address) {
        this.server = server;
        this.requests = requests;
        this.address = address;
    }

    /**
     * Starts a listener. It answers requests once this method returns.
     *
     * @throws PortInUseException    if the port is taken
     * @throws CannotListenException if it cannot listen for another reason
     */
    public static Listener start(ListenerConfig config, Endpoint endpoint) {
        var timer = new ScheduledExecutorScheduler(config.name() + "-timer", config.isDaemon());
        var server = new Server(threads(config), timer, null);
        var handler = new EndpointHandler(endpoint);
        var requests = new GracefulHandler(handler);
        server.setHandler(requests);
        server.setErrorHandler(handler::answerError);
        try {
            ServerConnector connector = connector(server, config, config.host(), config.port());
            if (config.ipv6Too() && Loopback.isIpv6Too(config.host())) {
                // Where localhost resolves to IPv6 first, a client would reach another program that listens there.
                connector(server, config, Loopback.IPV6, connector.getLocalPort());
            }
            server.start();
            String host = Loopback.uriHost(config.host());
            return new Listener(
                    server,
                    requests,
                    URI.create((config.tls().isPresent() ? "https://" : "http://") + host + ":"
                            + connector.getLocalPort()));
        } catch (Exception e) {
            stop(server);
            throw failure(config, e);
        }
    }

    /** Where it listens: scheme, host and port, without a path. */
    public URI address() {
        return address;
    }

    /** Accepts no more requests, waits up to {@code patience} for the answers in progress, then ends. */
    public void stop(Duration patience) {
        try {
            requests.shutdown().get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException e) {
            LOG.log(System.Logger.Level.WARNING, "requests under way are cut: they did not end in time");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        stop();
    }

    /** Cuts the connections of requests that are unanswered, and ends; within ten seconds, whatever they do. */
    public void stop() {
        stop(server);
    }

    private static QueuedThreadPool threads(ListenerConfig config) {
        // With its default queue, Jetty asks the platform's management beans for the size of a cache line: 150 ms.
        var threads = new QueuedThreadPool(8, 2, 60_000, new LinkedBlockingQueue<>());
        threads.setName(config.name());
        threads.setDaemon(config.isDaemon());
        threads.setVirtualThreadsExecutor(VirtualThreads.getNamedVirtualThreadsExecutor(config.name() + "-request-"));
        return threads;
    }

    private static ServerConnector connector(Server server, ListenerConfig config, String host, int port)
            throws IOException {
        var http = new HttpConfiguration();
        http.setSendServerVersion(false);
        // Otherwise a credential is read as an earlier one of the connection that differs in case only.
        http.setHeaderCacheCaseSensitive(true);
        config.requests().accept(http);
        var connections = new PromptConnections(http, config.idle(), config.nanos());
        var connector = new ServerConnector(server, null, null, null, 0, 1, factories(config, connections));
        connector.setHost(host);
        connector.setPort(port);
        connector.setAcceptQueueSize(1_024);
        connector.setIdleTimeout(config.idle().toMillis());
        connector.setShutdownIdleTimeout(0);
        connector.open();
        server.addConnector(connector);
        return connector;
    }

    private static ConnectionFactory[] factories(ListenerConfig config, PromptConnections connections) {
        if (config.tls().isEmpty()) {
            return new ConnectionFactory[] {connections};
        }
        var certificate = new SslContextFactory.Server();
        certificate.setSslContext(config.tls().get());
        var tls = new SslConnectionFactory(certificate, connections.getProtocol());
        // Behind TLS a request is one of https; any host name that leads here is good.
        connections.getHttpConfiguration().addCustomizer(new SecureRequestCustomizer(false));
        return new ConnectionFactory[] {tls, connections};
    }

    private static RuntimeException failure(ListenerConfig config, Exception failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            boolean isInUse = String.valueOf(cause.getMessage()).contains("in use");
            if (cause instanceof BindException && isInUse && config.port() != 0) {
                return new PortInUseException(config.host(), config.port(), failure);
            }
        }
        return new CannotListenException(config.name(), config.host(), config.port(), failure);
    }

    private static void stop(Server server) {
        var stopped = new FutureTask<Void>(() -> {
            server.stop();
            return null;
        });
        Thread.ofPlatform().name("stop").daemon().start(stopped);
        try {
            stopped.get(LONGEST_STOP.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw new IllegalStateException("the server did not stop", e.getCause());
        } catch (TimeoutException e) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "the server did not stop in time. Its connections end with the process");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
