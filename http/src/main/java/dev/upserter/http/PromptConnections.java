package dev.upserter.http;

import java.time.Duration;
import java.util.function.LongSupplier;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.internal.HttpConnection;

/**
 * Makes connections that a client cannot hold by sending the head of a request drop by drop: all of it has to come within a
 * limit. Whoever is silent meets the connector's idle timeout, which each byte puts off.
 */
final class PromptConnections extends HttpConnectionFactory {
    private final Duration limit;
    private final LongSupplier nanos;

    /**
     * Makes such connections.
     *
     * @param limit from the first byte of a head to its last
     * @param nanos the time, from any origin
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

    /** Looks at the time whenever bytes of a head have come. */
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

        /** Blank lines before a request do not begin it anew. */
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
