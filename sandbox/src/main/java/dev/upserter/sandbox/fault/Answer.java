package dev.upserter.sandbox.fault;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** What becomes of one request: {@code Sandbox.answerNext} takes these in the order of the requests. Immutable. */
public sealed interface Answer {
    /** Applies and answers as the service would. */
    record Normal() implements Answer {}

    /**
     * Answers with this, whatever the request says.
     *
     * @param status  the HTTP status, 200 to 599
     * @param headers further headers; {@code Content-Type} is JSON when not among them
     * @param body    the whole body
     * @param apply   whether the request is applied before
     */
    record Status(int status, Map<String, String> headers, String body, boolean apply) implements Answer {
        /** Checks the status and copies the headers. */
        public Status {
            if (status < 200 || status > 599) {
                throw new IllegalArgumentException("a status must be 200 to 599, not " + status);
            }
            headers = Collections.unmodifiableMap(new LinkedHashMap<>(headers));
        }

        /** This, with one header more. */
        public Status withHeader(String name, String value) {
            var more = new LinkedHashMap<>(headers);
            more.put(name, value);
            return new Status(status, more, body, apply);
        }

        /** This, with another body; state its {@code Content-Type} with {@link #withHeader} when it is not JSON. */
        public Status withBody(String body) {
            return new Status(status, headers, body, apply);
        }

        /** This, after applying the request. */
        public Status applying() {
            return new Status(status, headers, body, true);
        }
    }

    /** Resets the connection (TCP RST) without applying. */
    record Reset() implements Answer {}

    /** Applies, then closes the connection without an answer. */
    record Lost() implements Answer {}

    /** Neither applies nor answers for as long, then closes the connection: a network that swallowed the request. */
    record Silence(Duration length) implements Answer {}

    /** Applies at once and answers as the service would, that much later. */
    record Slow(Duration by) implements Answer {}

    /**
     * Applies at once and answers as the service would, byte by byte; blanks make the body as long as asked.
     *
     * @param between the time between two bytes
     * @param bytes   the length of the body, at least
     */
    record Dripping(Duration between, int bytes) implements Answer {}

    /** As the service would. */
    static Answer normal() {
        return new Normal();
    }

    /** This status with a body of the API's kind, not applied. */
    static Status status(int status) {
        return new Status(status, Map.of(), "{\"meta\":{\"error\":\"sandbox answers " + status + "\"}}", false);
    }

    /** A redirect (307, which keeps method and body) to another place, not applied. */
    static Status redirect(String location) {
        return status(307).withHeader("Location", location);
    }

    /** The connection reset, not applied. */
    static Answer reset() {
        return new Reset();
    }

    /** Applied, but the answer lost. */
    static Answer lost() {
        return new Lost();
    }

    /** Not applied, and no answer for as long. */
    static Answer silence(Duration length) {
        return new Silence(length);
    }

    /** Applied, and answered that much later. */
    static Answer slow(Duration by) {
        return new Slow(by);
    }

    /** Applied, and answered byte by byte. */
    static Answer dripping(Duration between, int bytes) {
        return new Dripping(between, bytes);
    }
}
