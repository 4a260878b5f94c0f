package dev.upserter.delivery.http;

import java.time.Duration;

/**
 * Hears of requests, from the threads that send them. It is told neither paths, which name people, nor bodies nor
 * credentials. What it throws is logged once and has no other effect. Must be thread-safe and return quickly.
 */
@FunctionalInterface
public interface RequestListener {
    /**
     * A request has its answer, or has failed.
     *
     * @param host   that was asked
     * @param status of the answer; 0 if there was none
     * @param bytes  of the request's body
     * @param took   until the whole answer was there
     */
    void sent(String method, String host, int status, long bytes, Duration took);
}
