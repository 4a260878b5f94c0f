package dev.upserter.delivery;

import java.time.Duration;

/**
 * One request and what became of it. Its bytes hold personal data.
 *
 * @param method  the method
 * @param path    the path, without the identifier that it may end in
 * @param people  how many people it tells of
 * @param again   whether it is a repetition
 * @param body    the first {@code length} bytes are the request's body; good as long as whoever is given it looks at it
 * @param length  of the body, bytes
 * @param status  of the answer; 0 if there was none
 * @param answer  the answer's body; empty if there was none
 * @param took    from the request's start to the answer's end, or to the failure
 */
@SuppressWarnings("ArrayRecordComponent") // passed on once, never compared
public record Exchange(
        String method,
        String path,
        int people,
        boolean again,
        byte[] body,
        int length,
        int status,
        byte[] answer,
        Duration took) {

    /** What it was; never what was said in it. */
    @Override
    public String toString() {
        return "Exchange[" + method + " " + path + ", " + people + " people, status " + status + "]";
    }
}
