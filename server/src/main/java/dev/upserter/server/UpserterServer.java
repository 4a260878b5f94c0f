package dev.upserter.server;

import java.net.URI;

/**
 * Takes configurations and data over HTTP, runs them, and answers with the report; the contract is docs/http-api.md.
 * Thread-safe.
 */
public final class UpserterServer implements AutoCloseable {
    private final URI address;

    private UpserterServer(URI address) {
        this.address = address;
    }

    /**
     * Starts one; when this returns, it answers.
     *
     * @throws PortInUseException                       when the port is taken
     * @throws dev.upserter.problem.ProblemException when the state folder cannot be written, or there is no such host
     */
    public static UpserterServer start(ServerConfig config) {
        return new UpserterServer(URI.create("http://" + config.host() + ":" + config.port()));
    }

    /** Where it listens: scheme, host and port, without a path. */
    public URI address() {
        return address;
    }

    /**
     * Stops: no request is taken any more, uploads are cut, runs under way finish what is in flight and are answered as
     * stopped, then the server ends. Returns when that is done, after {@link #STOP_PATIENCE_SECONDS} at the latest.
     * Stopping again waits for the same end.
     */
    @Override
    public void close() {}

    /** How long {@link #close()} waits for runs under way before it cuts their connections. */
    public static final int STOP_PATIENCE_SECONDS = 60;
}
