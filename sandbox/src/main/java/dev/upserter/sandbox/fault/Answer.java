package dev.upserter.sandbox.fault;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** How to handle a request: {@code Sandbox.answerNext} takes one for each request, in order. Immutable. */
public sealed interface Answer {
    /** Headers that say where the answer ends, in lower case. */
    Set<String> FRAMING = Set.of("content-length", "transfer-encoding", "connection", "trailer", "upgrade");

    /** Applies and answers as the service would. */
    record Normal() implements Answer {}

    /**
     * Gives this answer, whatever the request holds.
     *
     * @param status  the HTTP status, 200 to 599
     * @param headers further headers; {@code Content-Type} is JSON when not among them. Those that say where the body ends are
     *                the sandbox's own
     * @param body    the whole body
     * @param apply   whether the request is applied first
     */
    record Status(int status, Map<String, String> headers, String body, boolean apply) implements Answer {
        /** Checks the status and copies the headers. */
        public Status {
            if (status < 200 || status > 599) {
                throw new IllegalArgumentException("a status must be 200 to 599, not " + status);
            }
            headers.forEach(Answer::checkHeader);
            headers = Collections.unmodifiableMap(new LinkedHashMap<>(headers));
        }

        /** A copy with one more header. */
        public Status withHeader(String name, String value) {
            var more = new LinkedHashMap<>(headers);
            more.put(name, value);
            return new Status(status, more, body, apply);
        }

        /** A copy with another body; set its {@code Content-Type} with {@link #withHeader} when it is not JSON. */
        public Status withBody(String body) {
            return new Status(status, headers, body, apply);
        }

        /** A copy that applies the request first. */
        public Status applying() {
            return new Status(status, headers, body, true);
        }
    }

    /** Resets the connection (TCP RST) without applying. */
    record Reset() implements Answer {}

    /** Applies, then closes the connection without an answer. */
    record Lost() implements Answer {}

    /** Neither applies nor answers for this time, then closes the connection, like a network that lost the request. */
    record Silence(Duration length) implements Answer {}

    /** Applies at once and answers as the service would, with this delay. */
    record Slow(Duration by) implements Answer {}

    /**
     * Applies at once and answers as the service would, byte by byte; blanks pad the body to the length asked for.
     *
     * @param between the time between two bytes
     * @param bytes   the least length of the body
     */
    record Dripping(Duration between, int bytes) implements Answer {}

    private static void checkHeader(String name, String value) {
        if (!name.matches("[!#$%&'*+.^_`|~0-9A-Za-z-]+")) {
            throw new IllegalArgumentException("the name of a header must be letters, digits and hyphens");
        }
        if (FRAMING.contains(name.toLowerCase(Locale.ROOT))) {
            throw new IllegalArgumentException("the sandbox sets " + name + " itself");
        }
        if (!value.equals(value.strip()) || value.chars().anyMatch(c -> c < ' ' || c == 0x7F)) {
            throw new IllegalArgumentException(
                    "the value of a header must have no control characters, and no blanks around it");
        }
    }

    /** Handles the request as the service would. */
    static Answer normal() {
        return new Normal();
    }

    /** Answers with this status and a body in the API's format, without applying. */
    static Status status(int status) {
        return new Status(status, Map.of(), "{\"meta\":{\"error\":\"sandbox answers " + status + "\"}}", false);
    }

    /** Redirects to this address without applying (307, which keeps method and body). */
    static Status redirect(String location) {
        return status(307).withHeader("Location", location);
    }

    /** Resets the connection without applying. */
    static Answer reset() {
        return new Reset();
    }

    /** Applies the request, but loses the answer. */
    static Answer lost() {
        return new Lost();
    }

    /** Does not apply the request, and gives no answer for this time. */
    static Answer silence(Duration length) {
        return new Silence(length);
    }

    /** Applies the request and answers with this delay. */
    static Answer slow(Duration by) {
        return new Slow(by);
    }

    /** Applies the request and answers byte by byte. */
    static Answer dripping(Duration between, int bytes) {
        return new Dripping(between, bytes);
    }
}
