package dev.upserter.sandbox.traffic;

import dev.upserter.carried.jetty.http.HttpHeader;
import dev.upserter.carried.jetty.server.Request;
import java.util.concurrent.Semaphore;

/**
 * The memory for requests under way, an eighth of the heap: a sandbox and the clients that send to it may share one process.
 * A request whose body has no room waits before it is read, so that its client waits, too. Thread-safe.
 */
public final class BodyRoom {
    /** A unit, bytes. */
    private static final int UNIT = 1 << 10;

    private static final long SHARE = Runtime.getRuntime().maxMemory() / 8 / UNIT;

    /** The body as received, and what is read of it. */
    private static final int TIMES = 2;

    /** JSON becomes a tenth or so. */
    private static final int TIMES_PACKED = 20;

    /** Bytes, where the client does not say. */
    private static final long UNKNOWN = 1 << 20;

    private final int all;
    private final Semaphore room;

    /** Nothing is under way. */
    public BodyRoom() {
        this.all = Math.clamp(SHARE, 1, Integer.MAX_VALUE);
        this.room = new Semaphore(all);
    }

    /** Waits until there is room for the body of a request; whoever called this calls {@link Place#close}. */
    public Place enter(Request request) throws InterruptedException {
        long length = request.getLength() < 0 ? UNKNOWN : request.getLength();
        boolean isPacked = request.getHeaders().contains(HttpHeader.CONTENT_ENCODING);
        int units = (int) Math.min(all, 1 + length * (isPacked ? TIMES_PACKED : TIMES) / UNIT);
        room.acquire(units);
        return new Place(units);
    }

    /** Room for one request; for one thread at a time. */
    public final class Place implements AutoCloseable {
        private int units;

        private Place(int units) {
            this.units = units;
        }

        /** Leaves the room to others; closing again does nothing. */
        @Override
        public void close() {
            room.release(units);
            units = 0;
        }
    }
}
