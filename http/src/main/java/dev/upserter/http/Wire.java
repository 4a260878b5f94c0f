package dev.upserter.http;

import dev.upserter.carried.jetty.http.HttpFields;
import dev.upserter.carried.jetty.http.HttpHeader;
import dev.upserter.carried.jetty.io.Content;
import dev.upserter.carried.jetty.io.EndPoint;
import dev.upserter.carried.jetty.server.Request;
import dev.upserter.carried.jetty.server.Response;
import dev.upserter.carried.jetty.util.Callback;
import dev.upserter.carried.jetty.util.thread.Invocable;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;

/** The connection back to the client: sends an answer or ends the connection. For one request, used once. */
public final class Wire {
    private static final System.Logger LOG = System.getLogger(Wire.class.getName());

    /** How long the rest of a refused upload is read and discarded, so that its sender can read the refusal. */
    private static final Duration LINGER = Duration.ofSeconds(5);

    private static final int MAX_DRAINED_CHUNKS = 16;

    private final Request request;
    private final Response response;
    private final Callback callback;
    private final Map<String, String> always;

    /** @param always the headers that every answer has */
    Wire(Request request, Response response, Callback callback, Map<String, String> always) {
        this.request = request;
        this.response = response;
        this.callback = callback;
        this.always = always;
    }

    /** Writes a body. An {@link IOException} means that the client has left, or that the data to send cannot be read. */
    public interface Body {
        /** Writes the whole body. */
        void write(OutputStream out) throws IOException, InterruptedException;
    }

    /** Sends a complete answer and waits until it is written. Discards what the client still sends. */
    public void send(int status, Map<String, String> headers, byte[] body) throws InterruptedException {
        boolean whole = isBodyRead();
        head(status, headers);
        if (!whole) {
            response.getHeaders().put(HttpHeader.CONNECTION, "close");
        }
        try {
            Content.Sink.write(response, true, content(status, body));
        } catch (IOException e) {
            LOG.log(System.Logger.Level.INFO, "a client left before its answer, of status {0}", status);
            callback.failed(e);
            return;
        }
        if (!whole) {
            linger();
        }
        callback.succeeded();
    }

    /** Sends a complete answer without blocking. */
    void sendAtOnce(int status, Map<String, String> headers, byte[] body) {
        head(status, headers);
        response.write(true, content(status, body), callback);
    }

    /** Writes an answer with status 200 piece by piece; ends when the client leaves. */
    void stream(Map<String, String> headers, Body body) throws InterruptedException {
        head(200, headers);
        try (OutputStream out = Content.Sink.asOutputStream(response)) {
            body.write(out);
        } catch (IOException e) {
            callback.failed(e);
            return;
        }
        callback.succeeded();
    }

    /** Begins an answer with status 200 and hands it to a writer, which must complete the callback when it has finished. */
    public void handOver(Map<String, String> headers, BiConsumer<Content.Sink, Callback> writer) {
        head(200, headers);
        writer.accept(response, callback);
    }

    /** Begins an answer whose body follows with {@link #write}. */
    public void begin(int status, Map<String, String> headers) {
        head(status, headers);
    }

    /** Writes a piece of the body and waits until it is sent. */
    public void write(ByteBuffer piece, boolean isLast) throws IOException {
        Content.Sink.write(response, isLast, piece);
        if (isLast) {
            callback.succeeded();
        }
    }

    /** Closes the connection instead of sending the answer, or the rest of it. */
    public void cut() {
        endPoint().close();
        callback.failed(new EOFException("the server closed the connection"));
    }

    /** Resets the connection: with a linger time of zero, closing sends RST instead of FIN. */
    public void reset() throws IOException {
        if (endPoint().getTransport() instanceof SocketChannel channel) {
            channel.setOption(StandardSocketOptions.SO_LINGER, 0);
        }
        cut();
    }

    private EndPoint endPoint() {
        return request.getConnectionMetaData().getConnection().getEndPoint();
    }

    private void head(int status, Map<String, String> more) {
        response.setStatus(status);
        HttpFields.Mutable headers = response.getHeaders();
        always.forEach(headers::put);
        more.forEach(headers::put);
    }

    /** HTTP allows no body with 204 and 304. */
    private static ByteBuffer content(int status, byte[] body) {
        return status == 204 || status == 304 ? ByteBuffer.allocate(0) : ByteBuffer.wrap(body);
    }

    /** Whether the whole body has been read. A client that waits for "100 Continue" will not send it. */
    private boolean isBodyRead() {
        return !isWaitingForContinue() && drainWhatIsHere();
    }

    /** Discards what has arrived already, up to a limit; true if that was the end of the body. */
    private boolean drainWhatIsHere() {
        for (int i = 0; i < MAX_DRAINED_CHUNKS; i++) {
            Content.Chunk chunk = request.read();
            if (chunk == null || Content.Chunk.isFailure(chunk)) {
                return false;
            }
            chunk.release();
            if (chunk.isLast()) {
                return true;
            }
        }
        return false;
    }

    private boolean isWaitingForContinue() {
        return request.getHeaders().contains(HttpHeader.EXPECT) && Request.getContentBytesRead(request) == 0;
    }

    /** Closing a connection with unread bytes resets it, and the client then loses the answer. */
    private void linger() throws InterruptedException {
        if (isWaitingForContinue()) {
            return;
        }
        long end = System.nanoTime() + LINGER.toNanos();
        var available = new Semaphore(0);
        while (true) {
            Content.Chunk chunk = request.read();
            if (chunk == null) {
                request.demand(Invocable.from(Invocable.InvocationType.NON_BLOCKING, available::release));
                if (!available.tryAcquire(end - System.nanoTime(), TimeUnit.NANOSECONDS)) {
                    return;
                }
            } else {
                chunk.release();
                if (chunk.isLast() || Content.Chunk.isFailure(chunk) || System.nanoTime() > end) {
                    return;
                }
            }
        }
    }
}
