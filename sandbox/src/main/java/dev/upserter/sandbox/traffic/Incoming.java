package dev.upserter.sandbox.traffic;

import dev.upserter.carried.jetty.http.HttpField;
import dev.upserter.carried.jetty.http.HttpHeader;
import dev.upserter.carried.jetty.io.Content;
import dev.upserter.carried.jetty.server.Request;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPInputStream;

/**
 * A request with its whole body.
 *
 * @param origin    scheme, host and port, as the client named them
 * @param wireBytes the length of the body as received
 * @param body      the decoded body; empty when it cannot be decoded
 */
public record Incoming(
        String method,
        String origin,
        String path,
        String query,
        Map<String, String> headers,
        long wireBytes,
        Optional<Body> body) {
    /** Far above every limit of the API, so that clients run into those first. */
    private static final int MOST_BYTES = 64 << 20;

    /** A body compared by identity: nothing compares bodies by content. */
    @SuppressWarnings("ArrayRecordComponent")
    record Body(byte[] bytes) {}

    /** Reads the body; blocks. */
    public static Incoming read(Request request) throws IOException {
        var headers = new HashMap<String, String>();
        for (HttpField field : request.getHeaders()) {
            headers.merge(field.getLowerCaseName(), String.valueOf(field.getValue()), (one, two) -> one + ", " + two);
        }
        byte[] wire;
        try (InputStream in = Content.Source.asInputStream(request)) {
            wire = in.readNBytes(MOST_BYTES + 1);
        }
        String query = request.getHttpURI().getQuery();
        return new Incoming(
                request.getMethod(),
                request.getHttpURI().getScheme() + "://" + request.getHttpURI().getAuthority(),
                request.getHttpURI().getPath(),
                query == null ? "" : query,
                Map.copyOf(headers),
                wire.length,
                decoded(wire, request.getHeaders().get(HttpHeader.CONTENT_ENCODING)));
    }

    String rawPath() {
        return query.isEmpty() ? path : path + "?" + query;
    }

    /**
     * The decoded body.
     *
     * @throws IOException when it is too long, or the content encoding is malformed or unknown
     */
    public byte[] bytes() throws IOException {
        return body.orElseThrow(() -> new IOException("the body cannot be decoded"))
                .bytes();
    }

    private static Optional<Body> decoded(byte[] wire, String encoding) {
        if (encoding == null || encoding.equalsIgnoreCase("identity")) {
            return fitting(wire);
        }
        if (!encoding.equalsIgnoreCase("gzip")) {
            return Optional.empty();
        }
        try (var in = new GZIPInputStream(new ByteArrayInputStream(wire))) {
            return fitting(in.readNBytes(MOST_BYTES + 1));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static Optional<Body> fitting(byte[] bytes) {
        return bytes.length > MOST_BYTES ? Optional.empty() : Optional.of(new Body(bytes));
    }
}
