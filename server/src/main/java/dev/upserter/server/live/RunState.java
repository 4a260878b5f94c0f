package dev.upserter.server.live;

import java.nio.charset.StandardCharsets;

/**
 * One state of a run, as clients get it.
 *
 * @param version its number; later states have greater numbers
 * @param isLast  whether it is the last; its event is then named {@code end}, so that a page does not reconnect
 * @param event   its server-sent event, in UTF-8
 */
@SuppressWarnings("ArrayRecordComponent") // shared by all clients, never changed
public record RunState(long version, boolean isLast, byte[] event) {
    /** No state yet. */
    static final RunState NONE = new RunState(0, false, new byte[0]);

    /** A state with this JSON. */
    static RunState of(long version, boolean isLast, String json) {
        return new RunState(version, isLast, event(json, isLast));
    }

    /** A complete server-sent event. */
    public static byte[] event(String json, boolean isLast) {
        return ((isLast ? "event: end\ndata: " : "event: state\ndata: ") + json + "\n\n")
                .getBytes(StandardCharsets.UTF_8);
    }
}
