package dev.upserter.state.bucket;

import java.io.EOFException;
import java.io.IOException;
import java.io.RandomAccessFile;
import org.jspecify.annotations.Nullable;

/** Reads the payloads of a bucket; fastest in ascending order. For one thread. */
public final class Payloads implements AutoCloseable {
    private static final int WINDOW = 1 << 16;
    private static final byte[] NOTHING = new byte[0];

    private final StoredBytes stored;
    private final @Nullable RandomAccessFile file;
    private byte[] window = new byte[WINDOW];
    private long windowStart;
    private int windowLength;

    Payloads(StoredBytes stored) throws IOException {
        this.stored = stored;
        this.file = stored.written() == 0
                ? null
                : new RandomAccessFile(stored.file().toFile(), "r");
    }

    /** The payload is at {@link #start} in the returned bytes, until the next is read. */
    public byte[] bytes(long place, int length) throws IOException {
        if (place >= stored.written()) {
            return stored.rest().bytes();
        }
        if (place < windowStart || place + length > windowStart + windowLength) {
            fill(place, length);
        }
        return window;
    }

    /** Where the last requested payload starts in its bytes. */
    public int start(long place) {
        return (int) (place >= stored.written() ? place - stored.written() : place - windowStart);
    }

    private void fill(long place, int length) throws IOException {
        if (file == null) {
            throw new EOFException("a staged row is not there");
        }
        if (length > window.length) {
            window = NOTHING; // so that the two are not needed at once
            window = new byte[length];
        }
        int wanted = (int) Math.min(window.length, stored.written() - place);
        file.seek(place);
        file.readFully(window, 0, wanted);
        windowStart = place;
        windowLength = wanted;
    }

    @Override
    public void close() throws IOException {
        if (file != null) {
            file.close();
        }
    }
}
