package dev.upserter.source.stream;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.atomic.AtomicLong;

/** Counts the bytes read through it. For one thread; other threads may read the count. */
public final class CountingStream extends FilterInputStream {
    private static final int LARGE = 1 << 20;

    private final AtomicLong count = new AtomicLong();

    public CountingStream(InputStream in) {
        super(in);
    }

    public long count() {
        return count.get();
    }

    @Override
    public int read() throws IOException {
        int b = super.read();
        count.addAndGet(b < 0 ? 0 : 1);
        return b;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        int n = super.read(target, offset, length);
        count.addAndGet(Math.max(n, 0));
        if (n < 0 && target.length > LARGE) {
            super.read(); // file streams keep the array that they last filled; this replaces a huge one
        }
        return n;
    }
}
