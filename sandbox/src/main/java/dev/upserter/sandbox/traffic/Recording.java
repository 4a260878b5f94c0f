package dev.upserter.sandbox.traffic;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * The latest requests, as many as its bounds allow, and the latest unknown calls, which are always kept. Not thread-safe:
 * the lock of {@link Traffic} guards it.
 */
final class Recording {
    /** Bodies are kept whole, so their sum is limited too: a sandbox and its clients may share one process. */
    static final long MOST_BYTES = Math.min(64 << 20, Runtime.getRuntime().maxMemory() / 4);

    private static final int MOST_UNKNOWN = 100;

    private final boolean isOnAtFirst;
    private final int most;
    private final Deque<RecordedRequest> kept = new ArrayDeque<>();
    private final Deque<RecordedRequest> unknown = new ArrayDeque<>();
    private boolean isOn;
    private long bytes;
    private long forgotten;
    private long unknownCalls;

    Recording(boolean isOn, int most) {
        this.isOnAtFirst = isOn;
        this.isOn = isOn;
        this.most = most;
    }

    void turn(boolean on) {
        isOn = on;
    }

    void add(RecordedRequest request) {
        if (request.isUnknown()) {
            unknownCalls++;
            unknown.add(request);
            if (unknown.size() > MOST_UNKNOWN) {
                unknown.remove();
            }
        }
        if (isOn) {
            kept.add(request);
            bytes += request.memory();
            while (kept.size() > most || (bytes > MOST_BYTES && kept.size() > 1)) {
                bytes -= kept.remove().memory();
                forgotten++;
            }
        }
    }

    List<RecordedRequest> kept() {
        return List.copyOf(kept);
    }

    List<RecordedRequest> unknown() {
        return List.copyOf(unknown);
    }

    /** How many were recorded, and are not any more. */
    long forgotten() {
        return forgotten;
    }

    long unknownCalls() {
        return unknownCalls;
    }

    /** Forgets all requests; goes on recording, or not, as it does. */
    void clear() {
        kept.clear();
        unknown.clear();
        bytes = 0;
        forgotten = 0;
        unknownCalls = 0;
    }

    /** As it was at first. */
    void reset() {
        clear();
        isOn = isOnAtFirst;
    }
}
