package dev.upserter.server.live;

import dev.upserter.carried.jetty.io.Content;
import dev.upserter.carried.jetty.util.Callback;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.IntConsumer;

/**
 * All clients that follow one run, and the one thread that sends to them: each state is written once, and all clients get
 * the same bytes. Thread-safe.
 */
final class Audience {
    private static final Duration HEARTBEAT = Duration.ofSeconds(10);

    private final RunStates run;
    private final IntConsumer streams;
    private final Set<Follower> followers = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean hasTeller = new AtomicBoolean();

    /**
     * Creates one without followers.
     *
     * @param run     whose states are sent
     * @param streams receives the change in the number of followers
     */
    Audience(RunStates run, IntConsumer streams) {
        this.run = run;
        this.streams = streams;
    }

    int size() {
        return followers.size();
    }

    /**
     * Sends the current state and each later one, until the last.
     *
     * @param out where to send the events
     * @param end completed once the last event is sent, or the client has left
     */
    void add(Content.Sink out, Callback end) {
        var follower = new Follower(out, end, this::leave);
        followers.add(follower);
        streams.accept(1);
        follower.tell(run.recent()); // after it was added, so that no state in between is missed
        if (hasTeller.compareAndSet(false, true)) {
            Thread.ofVirtual().name("events").start(this::tellAll);
        }
    }

    private void leave(Follower follower) {
        if (followers.remove(follower)) {
            streams.accept(-1);
        }
    }

    private void tellAll() {
        try {
            long seen = 0;
            for (boolean isLast = false; !isLast; ) {
                boolean isNew = run.awaitNews(seen, HEARTBEAT);
                if (!isNew) {
                    followers.forEach(Follower::beat);
                } else {
                    RunState state = run.state();
                    followers.forEach(follower -> follower.tell(state));
                    seen = state.version();
                    isLast = state.isLast();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
