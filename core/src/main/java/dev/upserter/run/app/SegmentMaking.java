package dev.upserter.run.app;

import dev.upserter.state.FileTurn;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The right to make a segment, which waits for others: the syncs of one process, and those of one state folder, look for a
 * segment and make it one after another, so that several of them use one. Customer.io makes another of the same name each time.
 */
final class SegmentMaking implements AutoCloseable {
    private static final ReentrantLock OF_PROCESS = new ReentrantLock();

    private final FileTurn turn;

    private SegmentMaking(FileTurn turn) {
        this.turn = turn;
    }

    /**
     * Waits for the right.
     *
     * @param stateFolder created if missing
     */
    static SegmentMaking take(Path stateFolder) throws InterruptedException, IOException {
        OF_PROCESS.lockInterruptibly();
        boolean isTaken = false;
        try {
            var making = new SegmentMaking(FileTurn.take(stateFolder.resolve("segments.lock")));
            isTaken = true;
            return making;
        } finally {
            if (!isTaken) {
                OF_PROCESS.unlock();
            }
        }
    }

    @Override
    public void close() throws IOException {
        try {
            turn.close();
        } finally {
            OF_PROCESS.unlock();
        }
    }
}
