package dev.upserter.sandbox.traffic;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;

/** A request to one of the APIs as it arrived, with its answer. Its credentials are not in it. Immutable. */
public final class RecordedRequest {
    private static final Set<String> CREDENTIALS = Set.of("authorization", "proxy-authorization", "cookie");
    private static final String HIDDEN = "hidden";
    /** In the form of credentials, so that what checks the form of requests still can. */
    private static final String HIDDEN_PAIR =
            "Basic " + Base64.getEncoder().encodeToString((HIDDEN + ":" + HIDDEN).getBytes(StandardCharsets.UTF_8));

    private final long number;
    private final Incoming request;
    private final Map<String, String> headers;
    private final List<String> people;
    private final boolean isUnknown;
    private final OptionalInt status;

    RecordedRequest(long number, Incoming request, List<String> people, boolean isUnknown, OptionalInt status) {
        this.number = number;
        this.request = request;
        this.headers = withoutCredentials(request.headers());
        this.people = List.copyOf(people);
        this.isUnknown = isUnknown;
        this.status = status;
    }

    private static Map<String, String> withoutCredentials(Map<String, String> headers) {
        var shown = new HashMap<>(headers);
        shown.replaceAll((name, value) -> CREDENTIALS.contains(name) ? hidden(value) : value);
        return Map.copyOf(shown);
    }

    private static String hidden(String value) {
        String scheme = value.strip().split(" ", 2)[0].toLowerCase(Locale.ROOT);
        return switch (scheme) {
            case "basic" -> HIDDEN_PAIR;
            case "bearer" -> "Bearer " + HIDDEN;
            default -> HIDDEN;
        };
    }

    /** Its place among all requests since the start or the last reset, in the order of their answers, from 1. */
    public long number() {
        return number;
    }

    /** The HTTP method. */
    public String method() {
        return request.method();
    }

    /** The path as the client wrote it, with its percent escapes and its query. */
    public String rawPath() {
        return request.rawPath();
    }

    /**
     * The headers by lower-case name; values of the same name are joined by a comma and a blank. Credentials
     * are replaced by {@code hidden}, in their form.
     */
    public Map<String, String> headers() {
        return headers;
    }

    /** A copy of the decoded body. */
    public byte[] body() {
        return bytes().clone();
    }

    /** The body as UTF-8 text. */
    public String bodyText() {
        return new String(bytes(), StandardCharsets.UTF_8);
    }

    int length() {
        return bytes().length;
    }

    private byte[] bytes() {
        return request.body().map(Incoming.Body::bytes).orElseGet(() -> new byte[0]);
    }

    /** Whom it was about: each person by kind and value of an identifier, as {@code id:1} or {@code email:ana@example.com}. */
    public List<String> people() {
        return people;
    }

    /**
     * Whether it asked for what the sandbox does not know: a path or method that no API has, or that this sandbox has not
     * learned, or an entry of an unknown type or action.
     */
    public boolean isUnknown() {
        return isUnknown;
    }

    /** The status of the answer; empty when the connection was cut instead. */
    public OptionalInt status() {
        return status;
    }

    /** About how much memory it takes, bytes. */
    long memory() {
        return 1_000L + rawPath().length() + length();
    }

    @Override
    public String toString() {
        return method() + " " + rawPath() + " -> " + (status.isPresent() ? status.getAsInt() : "no answer");
    }
}
