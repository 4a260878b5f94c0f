package dev.upserter.source.stream;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/** The bytes of a source from the start of the current record on; all positions are relative to it. For one thread. */
public final class Bytes {
    /** The smallest read. */
    private static final int CHUNK = 128 << 10;

    /** The largest read: the system needs the same amount outside the heap. */
    private static final int MOST = 1 << 20;

    private final InputStream in;
    private final TextEnd text = new TextEnd();
    private byte[] buffer = new byte[2 * CHUNK];
    private int start;
    private int end;
    private long base;
    private boolean ended;

    public Bytes(InputStream in) {
        this.in = in;
    }

    /** The buffer; replaced by the next {@link #fill()}. */
    public byte[] buffer() {
        return buffer;
    }

    /** Where the record starts in the buffer; moved by the next {@link #fill()}. */
    public int start() {
        return start;
    }

    /** The offset of the buffer's first byte in the source. */
    public long base() {
        return base;
    }

    /** The number of bytes available. */
    public int available() {
        return end - start;
    }

    /** The byte at a position, 0 to 255; negative after the end of the source. */
    public int at(int place) throws IOException {
        while (start + place >= end) {
            if (!fill()) {
                return -1;
            }
        }
        return buffer[start + place] & 0xFF;
    }

    /** Starts the next record this many bytes further on. */
    public void advance(int bytes) {
        start += bytes;
    }

    /**
     * Reads more.
     *
     * @return false at the end of the source
     * @throws ByteWindow.RecordTooLargeException if the record exceeds the largest size
     */
    public boolean fill() throws IOException {
        if (ended) {
            return false;
        }
        if (buffer.length - end < CHUNK) {
            makeRoom();
        }
        int n = in.read(buffer, end, Math.min(buffer.length - end, MOST));
        ended = n < 0;
        if (n > 0) {
            text.take(buffer, end, end + n);
            end += n;
        }
        return !ended;
    }

    /** Whether the next bytes are zero, all of them; they must have been read. */
    public boolean areZero(int count) {
        for (int i = start; i < start + count; i++) {
            if (buffer[i] != 0) {
                return false;
            }
        }
        return count > 0;
    }

    private void makeRoom() throws ByteWindow.RecordTooLargeException {
        System.arraycopy(buffer, start, buffer, 0, end - start);
        base += start;
        end -= start;
        start = 0;
        if (buffer.length - end < CHUNK) {
            if (end > ByteWindow.MAX_KEPT) {
                throw new ByteWindow.RecordTooLargeException();
            }
            buffer = Arrays.copyOf(buffer, Math.min(2 * buffer.length, ByteWindow.MAX_KEPT + 2 * CHUNK));
        }
    }

    /** How the source ended, if it has; an empty source ends with a line break. */
    public FileEnd.Ending ending() {
        return text.ending();
    }

    /** Releases the buffer, after the end of the source. */
    public void letGo() {
        buffer = new byte[0];
        start = 0;
        end = 0;
    }

    public void close() throws IOException {
        in.close();
    }
}
