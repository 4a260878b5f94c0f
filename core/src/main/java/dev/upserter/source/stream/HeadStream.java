package dev.upserter.source.stream;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/** A stream whose first bytes can be examined before they are read. For one thread. */
public final class HeadStream extends BlockStream {
    /** How many bytes can be examined. */
    public static final int MAX = 64 << 10;

    private final InputStream in;
    private byte[] head = new byte[4096];
    private int filled;
    private int served;
    private boolean ended;

    public HeadStream(InputStream in) {
        this.in = in;
    }

    /** Reads more bytes to examine; false if there are no more, or enough. */
    boolean more() throws IOException {
        if (ended || filled == MAX) {
            return false;
        }
        if (filled == head.length) {
            head = Arrays.copyOf(head, MAX);
        }
        int n = in.read(head, filled, head.length - filled);
        ended = n < 0;
        filled += Math.max(n, 0);
        return !ended;
    }

    /** Reads at least this many bytes to examine, if there are as many. */
    public HeadStream require(int bytes) throws IOException {
        while (filled < bytes && more()) {
            // try again
        }
        return this;
    }

    /** The first bytes; the array holds {@link #length()} of them. */
    public byte[] head() {
        return head;
    }

    public int length() {
        return filled;
    }

    /** Whether these are all bytes. */
    public boolean isWhole() {
        return ended;
    }

    /** Whether the source starts with these bytes, given as characters up to 0xFF. */
    public boolean startsWith(String bytes) {
        for (int i = 0; i < bytes.length(); i++) {
            if (i >= filled || (head[i] & 0xFF) != bytes.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /** Skips the first bytes. */
    public void skipHead(int bytes) {
        served += bytes;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        if (served == filled) {
            return ended ? -1 : in.read(target, offset, length);
        }
        int n = Math.min(length, filled - served);
        System.arraycopy(head, served, target, offset, n);
        served += n;
        return n;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
