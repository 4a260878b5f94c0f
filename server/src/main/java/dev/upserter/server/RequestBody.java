package dev.upserter.server;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;

/** Reads the JSON that a request brings. */
final class RequestBody {
    private static final int MAX_BYTES = 2 << 20;
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private RequestBody() {}

    /**
     * The object.
     *
     * @throws RefusedException if it is none, too long, or too slow
     */
    static Map<?, ?> read(Request request) throws IOException {
        String type = request.getHeaders().get(HttpHeader.CONTENT_TYPE);
        if (type == null || !type.toLowerCase(Locale.ROOT).matches("application/json(;.*)?")) {
            throw new RefusedException(Refusal.NOT_JSON, "the Content-Type is not application/json");
        }
        String text = text(request);
        try {
            if (Json.read(text) instanceof Map<?, ?> object) {
                return object;
            }
        } catch (IOException e) {
            throw new RefusedException(Refusal.REQUEST_INVALID, "the body is not JSON, or nested too deep");
        }
        throw new RefusedException(Refusal.REQUEST_INVALID, "the body is not a JSON object");
    }

    private static String text(Request request) throws IOException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        var bytes = new ByteArrayOutputStream();
        byte[] buffer = new byte[8 << 10];
        try (InputStream in = Content.Source.asInputStream(request)) {
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                bytes.write(buffer, 0, read);
                if (bytes.size() > MAX_BYTES) {
                    throw new RefusedException(Refusal.UPLOAD_TOO_LARGE, "the body is longer than 2 MiB");
                }
                if (System.nanoTime() > deadline) {
                    throw new RefusedException(Refusal.UPLOAD_SLOW, "the body comes too slowly");
                }
            }
        } catch (IOException e) {
            throw UploadReader.failure(e.getCause() == null ? e : e.getCause());
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
