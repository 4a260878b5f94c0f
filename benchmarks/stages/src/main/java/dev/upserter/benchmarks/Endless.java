package dev.upserter.benchmarks;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** Bytes in memory that come again and again, so that no source has to be opened while the clock runs. */
final class Endless extends InputStream {
    private final byte[] lap;
    private byte[] now;
    private int at;

    /**
     * A stream at its start.
     *
     * @param head comes once, first
     * @param lap  comes next, and then again and again; ASCII, not empty
     */
    Endless(String head, String lap) {
        this.now = head.getBytes(StandardCharsets.US_ASCII);
        this.lap = lap.getBytes(StandardCharsets.US_ASCII);
    }

    @Override
    public int read() {
        turn();
        return now[at++];
    }

    @Override
    public int read(byte[] target, int offset, int length) {
        turn();
        int count = Math.min(length, now.length - at);
        System.arraycopy(now, at, target, offset, count);
        at += count;
        return count;
    }

    private void turn() {
        if (at == now.length) {
            now = lap;
            at = 0;
        }
    }
}
