package dev.upserter.state;

import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;

/** A file that grows at its end. Thread-safe. */
public final class AppendedFile implements AutoCloseable {
    private final FileOutputStream out;
    /** No monitor: a virtual thread that waits for one is woken by way of a thread of the JVM's. */
    private final ReentrantLock lock = new ReentrantLock();

    private final AtomicLong appended = new AtomicLong();
    private long forced;
    private boolean torn;

    /** Opens a file, to append to what it holds. */
    public AppendedFile(Path path) throws IOException {
        this.out = new FileOutputStream(path.toFile(), true);
    }

    /**
     * Appends. When this returns, a kill of the process does not undo it; after {@link #force}, neither does a power failure.
     *
     * @throws IOException if it could not be written, or something before it could not
     */
    public void append(byte[] bytes) throws IOException {
        append(bytes, bytes, 0, 0);
    }

    /** Appends all of the first bytes and so many of the others, from an index on, with nothing between them. */
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
     * Makes sure that a power failure spares what was appended so far. Meanwhile, others may append.
     *
     * @throws IOException if it could not; the next call tries again
     */
    public synchronized void force() throws IOException {
        long now = appended.get();
        if (now != forced) {
            out.getFD().sync();
            forced = now;
        }
    }

    /** Whether all that was appended would outlast a power failure. */
    public synchronized boolean isForced() {
        return appended.get() == forced;
    }

    @Override
    public synchronized void close() throws IOException {
        out.close();
    }
}
