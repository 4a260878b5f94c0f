package dev.upserter.delivery.line;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * A token bucket for all requests to one workspace. It obeys the ceiling, goes below it when Customer.io answers 429, and
 * comes back slowly. Threads may share it. Times are nanoseconds of one clock.
 */
final class RateLimiter {
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);
    /** A pause of the sender's is made up for, but only this much of it. */
    private static final long BURST = SECOND / 10;

    private static final double RECOVERY_PER_SECOND = 0.05;

    private double ceiling;
    private double rate;
    private long free = Long.MIN_VALUE;
    private long closedUntil = Long.MIN_VALUE;
    private long changed;
    private long halved;
    private boolean slowed;

    /** A full bucket. */
    RateLimiter(int requestsPerSecond) {
        this.ceiling = requestsPerSecond;
        this.rate = requestsPerSecond;
    }

    /** Sets another ceiling; a rate that a 429 has lowered stays below it, and comes back as before. */
    synchronized void limit(int requestsPerSecond, long now) {
        recover(now);
        ceiling = requestsPerSecond;
        rate = slowed ? Math.min(rate, ceiling) : ceiling;
        slowed = rate < ceiling;
    }

    /**
     * Takes the next token; the nanoseconds to wait before using it, 0 for none. It is void if, after the wait,
     * {@link #isClosed} says so.
     */
    synchronized long reserve(long now) {
        recover(now);
        free = Math.max(free, now - BURST);
        long wait = Math.max(0, free - now);
        free += (long) (SECOND / rate);
        return wait;
    }

    /** Whether the service asked to wait longer, perhaps while a token was waited for. */
    synchronized boolean isClosed(long now) {
        return closedUntil > now;
    }

    private void recover(long now) {
        if (slowed) {
            rate = Math.min(ceiling, rate + (now - changed) * ceiling * RECOVERY_PER_SECOND / SECOND);
            changed = now;
            slowed = rate < ceiling;
        }
    }

    /** Notes a 429: half the rate, at most once a second, and nothing at all for as long as was asked; the rate from then on. */
    synchronized double throttled(long now, Duration retryAfter) {
        recover(now);
        closedUntil = Math.max(closedUntil, now + retryAfter.toNanos());
        free = Math.max(free, closedUntil);
        if (!slowed || now - halved >= SECOND) {
            rate = Math.max(1, rate / 2);
            halved = now;
        }
        slowed = true;
        changed = now;
        return rate;
    }

    /** Whether no token is owed, no pause is to be kept and no 429 holds the rate down. */
    synchronized boolean isAtRest(long now) {
        recover(now);
        return !slowed && closedUntil <= now && free <= now;
    }

    /** The rate now, requests a second, rounded up. */
    synchronized int rate(long now) {
        recover(now);
        return (int) Math.ceil(rate);
    }

    /** The ceiling, requests a second. */
    synchronized int ceiling() {
        return (int) ceiling;
    }

    /** Whether it is below its ceiling. */
    synchronized boolean isSlowed() {
        return slowed;
    }
}
