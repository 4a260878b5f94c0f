package dev.upserter.http;

import dev.upserter.carried.jetty.http.HttpVersion;
import dev.upserter.carried.jetty.io.Connection;
import dev.upserter.carried.jetty.io.EndPoint;
import dev.upserter.carried.jetty.server.Connector;
import dev.upserter.carried.jetty.server.HttpConfiguration;
import dev.upserter.carried.jetty.server.HttpConnectionFactory;
import dev.upserter.carried.jetty.server.internal.HttpConnection;
import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Creates connections that a client cannot hold open by sending a request's head byte by byte: the whole head must arrive
 * within a limit. A silent client runs into the connector's idle timeout, which each byte restarts.
 */
final class PromptConnections extends HttpConnectionFactory {
    private final Duration limit;
    private final LongSupplier nanos;

    /**
     * Creates the factory.
     *
     * @param limit longest time from the first byte of a head to its last
     * @param nanos a clock in nanoseconds, from any origin
     */
    PromptConnections(HttpConfiguration config, Duration limit, LongSupplier nanos) {
        super(config);
        this.limit = limit;
        this.nanos = nanos;
    }

    @Override
    public Connection newConnection(Connector connector, EndPoint endPoint) {
        var connection = new Prompt(getHttpConfiguration(), connector, endPoint, limit, nanos);
        return configure(connection, connector, endPoint);
    }

    /** Checks the time whenever bytes of a head have arrived. */
    private static final class Prompt extends HttpConnection {
        private final long limit;
        private final LongSupplier nanos;
        private long requests;
        private long requestsBefore = -1;
        private long begun;

        Prompt(HttpConfiguration config, Connector connector, EndPoint endPoint, Duration limit, LongSupplier nanos) {
            super(config, connector, endPoint);
            this.limit = limit.toNanos();
            this.nanos = nanos;
        }

        @Override
        public void onFillable() {
            if (isFirstOfHead()) {
                requestsBefore = requests;
                begun = nanos.getAsLong();
            } else if (getParser().inHeaderState() && nanos.getAsLong() - begun > limit) {
                getEndPoint().close();
                return;
            }
            super.onFillable();
        }

        /** Blank lines before a request do not restart the time. */
        private boolean isFirstOfHead() {
            return getParser().isStart() && requests != requestsBefore;
        }

        @Override
        protected HttpStreamOverHTTP1 newHttpStream(String method, String uri, HttpVersion version) {
            requests++;
            return super.newHttpStream(method, uri, version);
        }
    }
}
