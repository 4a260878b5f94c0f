package dev.upserter.server.live;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/**
 * One page that follows a run: hears the newest state as soon as it has taken the one before, so that a slow one misses
 * some and keeps nobody waiting. No thread waits for it. Thread-safe.
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
     * @param out     where the events go
     * @param end     told when the last has gone there, or the client has left
     * @param onLeave told then, too
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

    /** Sends a sign of life, by which a client that has left is noticed. */
    void beat() {
        synchronized (this) {
            if (isBusy || isLast) {
                return;
            }
            isBusy = true;
        }
        out.write(false, ByteBuffer.wrap(BEAT), this);
    }

    /** What was written has gone. */
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

    /** Whoever writes may run this at once: it does not wait. */
    @Override
    public InvocationType getInvocationType() {
        return InvocationType.NON_BLOCKING;
    }
}
