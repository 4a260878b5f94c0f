package dev.upserter.delivery;

import java.io.IOException;
import java.io.InterruptedIOException;

/** Sends requests to one destination over HTTP. Threads may share it. */
interface Transport extends AutoCloseable {
    /** An answer tells of each refused entry of a batch; more than this is no answer of Customer.io's. */
    int MAX_ANSWER = 16 << 20;

    /**
     * Sends one request, once, and waits for the whole answer; no redirect is followed.
     *
     * @param method the method
     * @param path   the path below the destination's base, percent-encoded
     * @param body   the body; empty for none
     * @param length how many of its bytes are sent
     * @throws InterruptedIOException if there was no whole answer in time
     * @throws IOException            if there was none at all
     */
    Response send(String method, String path, byte[] body, int length) throws IOException;

    @Override
    void close();
}
