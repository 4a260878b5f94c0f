package dev.upserter.server;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.Invocable;

/** The way back to the client. For one request, used once. */
final class Wire {
    private static final Map<String, String> ALWAYS = Map.of(
            "Cache-Control", "no-store",
            "Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'",
            "Cross-Origin-Resource-Policy", "same-origin",
            "Referrer-Policy", "no-referrer",
            "X-Content-Type-Options", "nosniff");

    private static final System.Logger LOG = System.getLogger(Wire.class.getName());

    /** How long a refused upload is taken and thrown away, so that its sender gets to read the refusal. */
    private static final Duration LINGER = Duration.ofSeconds(5);

    private static final int MAX_DRAINED_CHUNKS = 16;

    private final Request request;
    private final Response response;
    private final Callback callback;

    Wire(Request request, Response response, Callback callback) {
        this.request = request;
        this.response = response;
        this.callback = callback;
    }

    /** Sends the reply; waits until it is on its way. */
    void send(Reply reply) throws InterruptedException {
        boolean whole = isBodyRead();
        head(reply.status(), reply.headers());
        if (!whole) {
            response.getHeaders().put(HttpHeader.CONNECTION, "close");
        }
        try {
            Content.Sink.write(response, true, ByteBuffer.wrap(reply.bytes()));
        } catch (IOException e) {
            LOG.log(System.Logger.Level.INFO, "a client left before its answer, of status {0}", reply.status());
            callback.failed(e);
            return;
        }
        if (!whole) {
            linger();
        }
        callback.succeeded();
    }

    /** Writes the answer as it comes; a client that leaves ends it. */
    void send(Outcome.Stream stream) throws InterruptedException {
        head(200, stream.headers());
        try (OutputStream out = Content.Sink.asOutputStream(response)) {
            stream.body().write(out);
        } catch (IOException e) {
            callback.failed(e);
            return;
        }
        callback.succeeded();
    }

    /** Lets the audience write, from now on until the run has its end. */
    void send(Outcome.Events events) {
        head(200, events.headers());
        events.audience().add(response, callback);
    }

    /** Sends the reply without a wait. */
    void sendAtOnce(Reply reply) {
        head(reply.status(), reply.headers());
        response.write(true, ByteBuffer.wrap(reply.bytes()), callback);
    }

    private void head(int status, Map<String, String> more) {
        response.setStatus(status);
        HttpFields.Mutable headers = response.getHeaders();
        ALWAYS.forEach(headers::put);
        more.forEach(headers::put);
    }

    /** Whether no byte of the body is left; a client that waits to be told to go on will not send it. */
    private boolean isBodyRead() {
        return !isWaitingForContinue() && drainWhatIsHere();
    }

    /** Throws away what has arrived already, within reason; true if that was the end of the body. */
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

    /** A connection closed over unread bytes is reset, and the reset takes the answer with it. */
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
