package dev.upserter.sandbox.entry;

import dev.upserter.carried.jackson.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds the entries of a body without parsing them. */
public final class BatchReader {
    private BatchReader() {}

    /**
     * Where the entries of the {@code batch} list are; empty when there is no such list.
     *
     * @throws IOException when the body is not JSON
     */
    public static Optional<List<RawJson.Span>> spans(byte[] body) throws IOException {
        Optional<List<RawJson.Span>> found = Optional.empty();
        try (var json = RawJson.of(body)) {
            if (first(json) != JsonToken.START_OBJECT) {
                json.skip();
                requireEnd(json);
                return Optional.empty();
            }
            while (json.next() != JsonToken.END_OBJECT) {
                boolean batch = json.text().equals("batch");
                if (json.next() == JsonToken.START_ARRAY && batch) {
                    found = Optional.of(elements(json));
                } else {
                    json.skip();
                }
            }
            requireEnd(json);
        }
        return found;
    }

    /** Where the single value of a body is; checks that it is well-formed. */
    public static RawJson.Span single(byte[] body) throws IOException {
        try (var json = RawJson.of(body)) {
            first(json);
            RawJson.Span span = json.skip();
            requireEnd(json);
            return span;
        }
    }

    private static JsonToken first(RawJson json) throws IOException {
        JsonToken token = json.next();
        if (token == JsonToken.NOT_AVAILABLE) {
            throw new IOException("the body is empty");
        }
        return token;
    }

    private static List<RawJson.Span> elements(RawJson json) throws IOException {
        var spans = new ArrayList<RawJson.Span>();
        while (json.next() != JsonToken.END_ARRAY) {
            spans.add(json.skip());
        }
        return spans;
    }

    private static void requireEnd(RawJson json) throws IOException {
        if (json.next() != JsonToken.NOT_AVAILABLE) {
            throw new IOException("more than one JSON value");
        }
    }
}
