package dev.upserter.delivery.line;

import java.time.Duration;

/**
 * The right of one delivery to send to a workspace: all that are open at once share one ceiling of requests a second, the
 * lowest that any of them asked for, and a 429 slows them all. Threads may share it. Times are nanoseconds of one clock.
 */
public final class Line implements AutoCloseable {
    private final int asked;
    private final RateLimiter limiter;
    private final OpenLines.Shared shared;
    private long throttles;
    private double lowest;

    Line(int asked, RateLimiter limiter, OpenLines.Shared shared) {
        this.asked = asked;
        this.limiter = limiter;
        this.shared = shared;
        this.lowest = asked;
    }

    /** The requests a second that this delivery may send at most, were it alone. */
    int asked() {
        return asked;
    }

    /**
     * Takes the next token; the nanoseconds to wait before using it, 0 for none. It is void if, after the wait,
     * {@link #isClosed} says so.
     */
    public long reserve(long now) {
        return limiter.reserve(now);
    }

    /** Whether the service asked to wait longer, perhaps while a token was waited for. */
    public boolean isClosed(long now) {
        return limiter.isClosed(now);
    }

    /** Notes a 429: half the rate, at most once a second, and nothing at all for as long as was asked. */
    public void throttled(long now, Duration retryAfter) {
        double rate = limiter.throttled(now, retryAfter);
        synchronized (this) {
            throttles++;
            lowest = Math.min(lowest, rate);
        }
    }

    /** The rate now, requests a second, rounded up. */
    public int rate(long now) {
        return limiter.rate(now);
    }

    /** Whether a 429, to whomever, holds the rate below the ceiling. */
    public boolean isSlowed() {
        return limiter.isSlowed();
    }

    /** Whether another delivery to the workspace, with a lower ceiling, holds this one below its own. */
    public boolean isHeldByOther() {
        return limiter.ceiling() < asked;
    }

    /** How many 429s this delivery was answered. */
    public synchronized long throttles() {
        return throttles;
    }

    /** The lowest rate after one of them, requests a second. */
    public synchronized double lowest() {
        return lowest;
    }

    /** Leaves the ceiling to the others; closing again does nothing. */
    @Override
    public void close() {
        shared.leave(this);
    }
}
