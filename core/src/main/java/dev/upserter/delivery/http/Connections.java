package dev.upserter.delivery.http;

import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * What stays from one run to the next of a program that has several: connections, and where its workspaces live.
 * Thread-safe.
 */
public final class Connections implements AutoCloseable {
    /** Nothing stays: each run has connections of its own, and asks where its workspace lives. */
    public static final Connections NONE = new Connections(false);

    /** Each run limits its own connections; so many runs at once have none. */
    private static final int ANY_NUMBER = 1 << 14;

    private final boolean isKept;
    private final Map<Key, ApacheTransport> open = new HashMap<>();
    private final Map<Credentials, Home> homes = new ConcurrentHashMap<>();
    private boolean isClosed;

    private Connections(boolean isKept) {
        this.isKept = isKept;
    }

    /** Those of one program, which closes them. */
    public static Connections kept() {
        return new Connections(true);
    }

    private record Key(Destination destination, Duration timeout) {}

    /**
     * Where a workspace lives.
     *
     * @param number by which Customer.io knows it; empty where it is not reported
     */
    public record Home(Region region, OptionalLong number) {}

    /** Where the workspace lives, if that was found before. */
    public Optional<Home> home(Credentials credentials) {
        return Optional.ofNullable(homes.get(credentials));
    }

    /** Notes where a workspace lives. */
    public void found(Credentials credentials, Home home) {
        if (isKept) {
            homes.put(credentials, home);
        }
    }

    /**
     * A transport for one run, which closes it.
     *
     * @param destination  where to
     * @param number       of connections at once, at most
     * @param timeout      of one request
     * @param surroundings whose connections these are
     * @throws IllegalStateException once they are closed
     */
    Transport open(Destination destination, int number, Duration timeout, Surroundings surroundings) {
        return isKept
                ? new Shared(kept(new Key(destination, timeout), surroundings))
                : new ApacheTransport(destination, number, timeout, surroundings);
    }

    private synchronized ApacheTransport kept(Key key, Surroundings surroundings) {
        if (isClosed) {
            throw new IllegalStateException("these connections are closed");
        }
        @Nullable ApacheTransport transport = open.get(key);
        if (transport == null) {
            transport = new ApacheTransport(key.destination(), ANY_NUMBER, key.timeout(), surroundings);
            open.put(key, transport);
        }
        return transport;
    }

    /** Closes all of them; closing again does nothing. */
    @Override
    public synchronized void close() {
        isClosed = isKept;
        open.values().forEach(ApacheTransport::close);
        open.clear();
        homes.clear();
    }

    /** The part of one run: its end ends its own requests, and leaves the connections to others. */
    private static final class Shared implements Transport {
        private final ApacheTransport transport;
        private final OwnRequests own = new OwnRequests();

        Shared(ApacheTransport transport) {
            this.transport = transport;
        }

        @Override
        public Response send(String method, String path, byte[] body, int length, int answer) throws IOException {
            return transport.send(method, path, body, length, answer, own);
        }

        @Override
        public String peer() {
            return transport.peer();
        }

        @Override
        public String way() {
            return transport.way();
        }

        @Override
        public void closeSome(int number) {
            transport.closeSome(number);
        }

        @Override
        public void close() {
            own.cancel();
        }
    }
}
