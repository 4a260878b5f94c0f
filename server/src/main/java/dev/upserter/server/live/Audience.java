package dev.upserter.server.live;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.util.Callback;

/**
 * All pages that follow one run, and the one thread that tells them: each state is made once, and the same bytes go to
 * everybody. Thread-safe.
 */
final class Audience {
    private static final Duration HEARTBEAT = Duration.ofSeconds(10);

    private final LiveRun run;
    private final Metrics metrics;
    private final Set<Follower> followers = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean hasTeller = new AtomicBoolean();

    Audience(LiveRun run, Metrics metrics) {
        this.run = run;
        this.metrics = metrics;
    }

    int size() {
        return followers.size();
    }

    /**
     * Tells the state as it is, and from now on each that follows, until the last.
     *
     * @param out where the events go
     * @param end told when the last has gone there, or the client has left
     */
    void add(Content.Sink out, Callback end) {
        var follower = new Follower(out, end, this::leave);
        followers.add(follower);
        metrics.streams(1);
        follower.tell(run.recent()); // after it was added: no state in between is missed
        if (hasTeller.compareAndSet(false, true)) {
            Thread.ofVirtual().name("events").start(this::tellAll);
        }
    }

    private void leave(Follower follower) {
        if (followers.remove(follower)) {
            metrics.streams(-1);
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
                    LiveRun.State state = run.state();
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
