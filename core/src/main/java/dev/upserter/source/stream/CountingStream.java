package dev.upserter.source.stream;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.atomic.AtomicLong;

/** Counts the bytes that are read through it. For one thread; others may ask for the count. */
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
            super.read(); // streams of files hold on to the array that they were last to fill; not to a huge one, now
        }
        return n;
    }
}
