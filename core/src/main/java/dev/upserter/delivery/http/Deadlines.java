package dev.upserter.delivery.http;

import dev.upserter.carried.hc.core5.concurrent.Cancellable;
import java.time.Duration;
import java.util.Iterator;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;

/** Cancels requests that take too long as a whole, though each single byte of them may come in time. Thread-safe. */
final class Deadlines implements AutoCloseable {
    private final Set<Watch> watches = ConcurrentHashMap.newKeySet();
    private final long nanos;
    private final Runnable otherwise;
    private final Thread thread;
    private volatile boolean closed;

    /**
     * Watches over requests, and over what they leave.
     *
     * @param timeout   of each
     * @param otherwise done each time it has looked at them
     */
    Deadlines(Duration timeout, Runnable otherwise) {
        this.otherwise = otherwise;
        this.nanos = timeout.toNanos();
        this.thread = Thread.ofPlatform().daemon().name("deadlines").start(this::look);
    }

    /** One request under watch. */
    final class Watch {
        private final Cancellable request;
        private final long end;
        private volatile boolean expired;

        private Watch(Cancellable request, long end) {
            this.request = request;
            this.end = end;
        }

        boolean hasExpired() {
            return expired;
        }

        void end() {
            watches.remove(this);
        }
    }

    /** Watches a request from now on. */
    Watch watch(Cancellable request) {
        var watch = new Watch(request, System.nanoTime() + nanos);
        watches.add(watch);
        return watch;
    }

    /** Looks ten times in the span of a timeout, so a request is cancelled a tenth too late at most. */
    private void look() {
        while (!closed) {
            LockSupport.parkNanos(Math.max(nanos / 10, 1_000_000));
            try {
                cancelLate(System.nanoTime());
                otherwise.run();
            } catch (OutOfMemoryError e) {
                // the run ends for it elsewhere; whoever waits for an answer until then is still cut off
            }
        }
    }

    private void cancelLate(long now) {
        for (Iterator<Watch> all = watches.iterator(); all.hasNext(); ) {
            Watch watch = all.next();
            if (now - watch.end >= 0) {
                watch.expired = true;
                watch.request.cancel();
                all.remove();
            }
        }
    }

    @Override
    public void close() {
        closed = true;
        LockSupport.unpark(thread);
    }
}
