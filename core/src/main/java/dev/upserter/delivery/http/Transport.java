package dev.upserter.delivery.http;

import java.io.IOException;
import java.io.InterruptedIOException;

/** Sends requests to one destination over HTTP. Threads may share it. */
public interface Transport extends AutoCloseable {
    /** Bytes that an answer may have that tells of the request as a whole. */
    int SHORT_ANSWER = 64 << 10;

    /** Bytes that an answer may have for each refused entry of a batch; what is longer is no answer of Customer.io's. */
    int ANSWER_OF_ENTRY = 2 << 10;

    /**
     * Sends one request, once, and waits for the whole answer; no redirect is followed.
     *
     * @param method the method
     * @param path   the path below the destination's base, percent-encoded
     * @param body   the body; empty for none
     * @param length how many of its bytes are sent
     * @param answer how many bytes of the answer are read at most
     * @throws InterruptedIOException if there was no whole answer in time
     * @throws IOException            if there was none at all
     */
    Response send(String method, String path, byte[] body, int length, int answer) throws IOException;

    /** Whom it connects to, for people: a host and its port, or a proxy and its port. */
    String peer();

    /** The proxy between, for people, such as {@code  through the proxy 10.0.0.1:3128}; empty where there is none. */
    String way();

    /** Closes the connections that nobody uses now, and so many of the others once they have had their answers. */
    void closeSome(int number);

    @Override
    void close();
}
