package dev.upserter.source.stream;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.file.Path;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.FutureTask;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * A stream of somebody else, such as standard input or one of the program that embeds this one: a read ends as soon as the
 * stream is closed or the thread is interrupted, even if the stream itself does not notice, and whatever the stream throws
 * is an {@link IOException}. To be read by one thread and closed by any.
 */
public final class HostStream extends BlockStream {
    /** Read at once where a read may wait: to have another thread wait costs some 20 µs. */
    private static final int CHUNK = 1 << 20;

    /** They read what may wait without an end; a thread without work goes after a second. */
    private static final ExecutorService READERS = new ThreadPoolExecutor(
            0,
            Integer.MAX_VALUE,
            1,
            TimeUnit.SECONDS,
            new SynchronousQueue<>(),
            work -> Thread.ofPlatform().daemon().name("stream").unstarted(work));

    private final InputStream in;
    private byte[] buffer = {};
    private int next;
    private int end;
    private volatile @Nullable FutureTask<Integer> waiting;
    private final AtomicBoolean closed = new AtomicBoolean();

    private HostStream(InputStream in) {
        this.in = in;
    }

    /** The stream, read in this way. */
    public static InputStream of(InputStream in) {
        return in instanceof HostStream ? in : new HostStream(in);
    }

    /** A named pipe, read in this way: to open it waits for its writer, and is left to the first read. */
    public static InputStream ofPipe(Path pipe) {
        return new HostStream(new PipeStream(pipe));
    }

    /** The stream threw what a stream does not. Its message names the class alone: the text may hold a value. */
    public static final class FailedException extends IOException {
        private static final long serialVersionUID = 1L;

        private FailedException(Throwable cause) {
            super("the stream that was given threw " + cause.getClass().getName(), cause);
        }
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (next < end && !closed.get()) {
            return take(target, offset, length);
        }
        int ready = closed.get() ? 0 : ready();
        if (ready > 1) { // a stream that unpacks says 1 and may wait all the same
            return checked(() -> in.read(target, offset, Math.min(length, ready)));
        }
        next = 0;
        end = readWaiting();
        return end < 0 ? -1 : take(target, offset, length);
    }

    private int take(byte[] target, int offset, int length) {
        int count = Math.min(length, end - next);
        System.arraycopy(buffer, next, target, offset, count);
        next += count;
        return count;
    }

    private interface Read {
        int bytes() throws IOException;
    }

    private static int checked(Read read) throws IOException {
        try {
            return read.bytes();
        } catch (OutOfMemoryError e) {
            throw e;
        } catch (RuntimeException | Error e) {
            throw new FailedException(e);
        }
    }

    /** How many bytes can be read without waiting. */
    private int ready() throws IOException {
        return checked(in::available);
    }

    /** Another thread waits for the bytes, so that this one can be stopped. */
    private int readWaiting() throws IOException {
        buffer = buffer.length == 0 ? new byte[CHUNK] : buffer;
        byte[] read = buffer;
        var task = new FutureTask<>(() -> checked(() -> in.read(read)));
        waiting = task;
        if (closed.get()) {
            throw new IOException("the stream was closed");
        }
        READERS.execute(task);
        try {
            return task.get();
        } catch (CancellationException e) {
            throw new IOException("the stream was closed", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            close();
            throw new InterruptedIOException("interrupted");
        } catch (ExecutionException e) {
            Throwable cause = e.getCause();
            if (cause instanceof IOException failure) {
                throw failure;
            }
            if (cause instanceof Error error) {
                throw error;
            }
            throw new FailedException(e);
        } finally {
            waiting = null;
        }
    }

    /**
     * Ends a read that waits, in any case. The stream itself is interrupted and closed, once. If it heeds neither, it is left
     * alone, with the thread that reads it.
     */
    @Override
    public void close() throws IOException {
        if (closed.getAndSet(true)) {
            return;
        }
        FutureTask<Integer> read = waiting;
        if (read == null) {
            checked(() -> {
                in.close();
                return 0;
            });
        } else {
            read.cancel(true);
            READERS.execute(this::closeQuietly);
        }
    }

    private void closeQuietly() {
        try {
            in.close();
        } catch (IOException | RuntimeException e) {
            // nobody reads it any more
        }
    }
}
