package dev.upserter.server.api;

import dev.upserter.carried.jetty.http.HttpHeader;
import dev.upserter.carried.jetty.io.Content;
import dev.upserter.carried.jetty.server.Request;
import dev.upserter.server.answer.Json;
import dev.upserter.server.answer.Refusal;
import dev.upserter.server.answer.RefusedException;
import dev.upserter.server.upload.UploadReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Reads the JSON body of a request. */
final class RequestBody {
    /** The keys a body may hold, as in openapi.json; keys of nested objects are listed under the object's name. */
    private static final List<String> KEYS = List.of(
            "sync",
            "configuration",
            "data",
            "credentials",
            "dryRun",
            "values",
            "yes",
            "triggers",
            "newEventIds",
            "only");

    private static final Map<String, List<String>> INSIDE =
            Map.of("configuration", List.of("name", "text"), "credentials", List.of("siteId", "apiKey"));
    private static final int MAX_SHOWN = 40;
    private static final int MAX_BYTES = 2 << 20;
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private RequestBody() {}

    /**
     * Reads the object.
     *
     * @throws RefusedException if it is not an object, too long, too slow, or has an unknown key
     */
    static Map<?, ?> read(Request request) throws IOException {
        String type = request.getHeaders().get(HttpHeader.CONTENT_TYPE);
        if (type == null || !type.toLowerCase(Locale.ROOT).matches("application/json(;.*)?")) {
            throw new RefusedException(Refusal.NOT_JSON, "the Content-Type is not application/json");
        }
        String text = text(request);
        try {
            if (Json.read(text) instanceof Map<?, ?> object) {
                requireKnown(object, "the body", KEYS);
                INSIDE.forEach((key, keys) -> requireInside(object, key, keys));
                return object;
            }
        } catch (IOException e) {
            throw new RefusedException(Refusal.REQUEST_INVALID, "the body is not JSON, or nested too deep");
        }
        throw new RefusedException(Refusal.REQUEST_INVALID, "the body is not a JSON object");
    }

    private static void requireInside(Map<?, ?> body, String key, List<String> keys) {
        switch (body.get(key)) {
            case null -> {
                // missing
            }
            case Map<?, ?> object -> requireKnown(object, key, keys);
            case Object other ->
                throw new RefusedException(
                        Refusal.REQUEST_INVALID, key + " must be an object, with " + String.join(" and ", keys));
        }
    }

    private static void requireKnown(Map<?, ?> object, String what, List<String> keys) {
        object.keySet().stream()
                .map(String::valueOf)
                .filter(key -> !keys.contains(key))
                .findFirst()
                .ifPresent(key -> {
                    throw new RefusedException(
                            Refusal.REQUEST_INVALID,
                            what + " has no key '"
                                    + (key.length() > MAX_SHOWN ? key.substring(0, MAX_SHOWN) + "…" : key)
                                    + "'. The keys are " + String.join(", ", keys));
                });
    }

    private static String text(Request request) throws IOException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        var bytes = new ByteArrayOutputStream();
        byte[] buffer = new byte[8 << 10];
        try (InputStream in = Content.Source.asInputStream(request)) {
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                bytes.write(buffer, 0, read);
                if (bytes.size() > MAX_BYTES) {
                    throw new RefusedException(Refusal.REQUEST_TOO_LARGE, "the body is longer than 2 MiB");
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
