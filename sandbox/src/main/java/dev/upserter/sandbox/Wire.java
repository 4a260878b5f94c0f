package dev.upserter.sandbox;

import java.io.EOFException;
import java.io.IOException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.Arrays;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** The way back to the client: answers, or ends the connection. For one request, used once. */
final class Wire {
    private final Request request;
    private final Response response;
    private final Callback callback;

    Wire(Request request, Response response, Callback callback) {
        this.request = request;
        this.response = response;
        this.callback = callback;
    }

    void send(Reply reply) {
        head(reply);
        boolean bodiless = reply.status() == 204 || reply.status() == 304;
        response.write(true, bodiless ? ByteBuffer.allocate(0) : ByteBuffer.wrap(reply.bytes()), callback);
    }

    /** Writes each byte by itself, with pauses between them. */
    void drip(Reply reply, Answer.Dripping dripping, Waiting waiting) throws IOException, InterruptedException {
        head(reply);
        byte[] body = padded(reply.bytes(), dripping.bytes());
        for (int i = 0; i < body.length; i++) {
            if (i > 0 && !waiting.pause(dripping.between())) {
                close();
                return;
            }
            Content.Sink.write(response, i == body.length - 1, ByteBuffer.wrap(body, i, 1));
        }
        callback.succeeded();
    }

    void close() {
        endPoint().close();
        callback.failed(new EOFException("the sandbox closed the connection"));
    }

    /** With no time to linger, closing sends RST in place of FIN. */
    void reset() throws IOException {
        if (endPoint().getTransport() instanceof SocketChannel channel) {
            channel.setOption(StandardSocketOptions.SO_LINGER, 0);
        }
        close();
    }

    private void head(Reply reply) {
        response.setStatus(reply.status());
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/json");
        reply.headers().forEach((name, value) -> response.getHeaders().put(name, value));
    }

    private EndPoint endPoint() {
        return request.getConnectionMetaData().getConnection().getEndPoint();
    }

    private static byte[] padded(byte[] body, int length) {
        byte[] padded = Arrays.copyOf(body, Math.max(body.length, length));
        Arrays.fill(padded, body.length, padded.length, (byte) ' ');
        return padded;
    }
}
