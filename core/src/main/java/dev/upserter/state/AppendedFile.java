package dev.upserter.state;

import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;

/** A file to append to. Thread-safe. */
public final class AppendedFile implements AutoCloseable {
    private final FileOutputStream out;
    /** Not a monitor: the JVM would wake a virtual thread that waits for one through a thread of its own. */
    private final ReentrantLock lock = new ReentrantLock();

    private final AtomicLong appended = new AtomicLong();
    private long forced;
    private boolean torn;

    /** Opens a file to append to its content. */
    public AppendedFile(Path path) throws IOException {
        this.out = new FileOutputStream(path.toFile(), true);
    }

    /**
     * Appends. Once this returns, killing the process does not undo it; after {@link #force}, neither does a power failure.
     *
     * @throws IOException if it could not be written, or an earlier write failed
     */
    public void append(byte[] bytes) throws IOException {
        append(bytes, bytes, 0, 0);
    }

    /** Appends all of the first bytes and then {@code length} of the others, from an index on, without a gap. */
    public void append(byte[] first, byte[] others, int from, int length) throws IOException {
        lock.lock();
        try {
            if (torn) {
                throw new IOException("what came before could not be written");
            }
            torn = true;
            out.write(first);
            if (length > 0) {
                out.write(others, from, length);
            }
            torn = false;
            appended.incrementAndGet();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Makes what was appended so far survive a power failure. Other threads may append meanwhile.
     *
     * @throws IOException if this failed; the next call tries again
     */
    public synchronized void force() throws IOException {
        long now = appended.get();
        if (now != forced) {
            out.getFD().sync();
            forced = now;
        }
    }

    /** Whether everything appended would survive a power failure. */
    public synchronized boolean isForced() {
        return appended.get() == forced;
    }

    @Override
    public synchronized void close() throws IOException {
        out.close();
    }
}
