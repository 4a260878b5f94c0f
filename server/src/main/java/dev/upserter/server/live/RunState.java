package dev.upserter.server.live;

import java.nio.charset.StandardCharsets;

/**
 * One state of a run, as pages get it.
 *
 * @param version which it is; later ones are greater
 * @param isLast  whether no other follows; the event is named {@code end} then, so that a page does not ask again
 * @param event   its server-sent event, in UTF-8
 */
@SuppressWarnings("ArrayRecordComponent") // shared by all who look, changed by none
public record RunState(long version, boolean isLast, byte[] event) {
    /** None yet. */
    static final RunState NONE = new RunState(0, false, new byte[0]);

    /** A state that is this JSON. */
    static RunState of(long version, boolean isLast, String json) {
        return new RunState(version, isLast, event(json, isLast));
    }

    /** One server-sent event, in one piece. */
    public static byte[] event(String json, boolean isLast) {
        return ((isLast ? "event: end\ndata: " : "event: state\ndata: ") + json + "\n\n")
                .getBytes(StandardCharsets.UTF_8);
    }
}
