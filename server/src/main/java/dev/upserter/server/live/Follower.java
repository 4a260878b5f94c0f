package dev.upserter.server.live;

import dev.upserter.carried.jetty.io.Content;
import dev.upserter.carried.jetty.util.Callback;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One client that follows a run. It gets the newest state as soon as it has taken the last one, so a slow client misses
 * some states and delays no one else. No thread waits for it. Thread-safe.
 */
final class Follower implements Callback {
    private static final byte[] BEAT = ": still here\n\n".getBytes(StandardCharsets.US_ASCII);

    private final Content.Sink out;
    private final Callback end;
    private final Consumer<Follower> onLeave;
    private @Nullable RunState newest;
    private long told;
    private boolean isBusy;
    private boolean isLast;

    /**
     * @param out     where to send the events
     * @param out     where the events go
     * @param end     completed once the last event is sent, or the client has left
     * @param onLeave called when the client leaves or has the last event
     */
    Follower(Content.Sink out, Callback end, Consumer<Follower> onLeave) {
        this.out = out;
        this.end = end;
        this.onLeave = onLeave;
    }

    /** Sends this state, unless a newer one was sent. */
    void tell(RunState state) {
        synchronized (this) {
            if (isLast || state.version() <= told) {
                return;
            }
            told = state.version();
            if (isBusy) {
                newest = state;
                return;
            }
            isBusy = true;
            isLast = state.isLast();
        }
        out.write(state.isLast(), ByteBuffer.wrap(state.event()), this);
    }

    /** Sends a heartbeat, which detects clients that have left. */
    void beat() {
        synchronized (this) {
            if (isBusy || isLast) {
                return;
            }
            isBusy = true;
        }
        out.write(false, ByteBuffer.wrap(BEAT), this);
    }

    /** The last write has completed. */
    @Override
    public void succeeded() {
        RunState next;
        boolean isOver;
        synchronized (this) {
            next = newest;
            newest = null;
            isOver = isLast;
            isBusy = next != null;
            isLast = isOver || (next != null && next.isLast());
        }
        if (isOver) {
            onLeave.accept(this);
            end.succeeded();
        } else if (next != null) {
            out.write(next.isLast(), ByteBuffer.wrap(next.event()), this);
        }
    }

    /** The client has left. */
    @Override
    public void failed(Throwable failure) {
        synchronized (this) {
            isLast = true;
        }
        onLeave.accept(this);
        end.failed(failure);
    }

    /** May run on the thread that writes: it does not block. */
    @Override
    public InvocationType getInvocationType() {
        return InvocationType.NON_BLOCKING;
    }
}
