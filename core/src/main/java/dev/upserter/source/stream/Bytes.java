package dev.upserter.source.stream;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * The bytes of a source from the start of the record at hand on; all places count from there. For one thread.
 */
public final class Bytes {
    /** How much is read at once, at least. */
    private static final int CHUNK = 128 << 10;

    /** How much is read at once, at most: the system needs as much beside the heap. */
    private static final int MOST = 1 << 20;

    private final InputStream in;
    private byte[] buffer = new byte[2 * CHUNK];
    private int start;
    private int end;
    private long base;
    private boolean ended;
    private byte last = '\n';

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

    /** The offset that the first byte of the buffer has in the source. */
    public long base() {
        return base;
    }

    /** How many bytes are there. */
    public int available() {
        return end - start;
    }

    /** The byte at a place, 0 to 255; negative behind the end of the source. */
    public int at(int place) throws IOException {
        while (start + place >= end) {
            if (!fill()) {
                return -1;
            }
        }
        return buffer[start + place] & 0xFF;
    }

    /** Starts the next record so many bytes further on. */
    public void advance(int bytes) {
        start += bytes;
    }

    /**
     * Reads more.
     *
     * @return false at the end of the source
     * @throws ByteWindow.RecordTooLargeException if the record has no end in sight
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
            end += n;
            last = buffer[end - 1];
        }
        return !ended;
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

    /** How the source ended, if it has; a source without a byte ends with a line. */
    public FileEnd.Ending ending() {
        return last == '\n' || last == '\r' ? FileEnd.Ending.LINE_END : FileEnd.Ending.NO_LINE_END;
    }

    /** Lets go of the buffer, behind the end of the source. */
    public void letGo() {
        buffer = new byte[0];
        start = 0;
        end = 0;
    }

    public void close() throws IOException {
        in.close();
    }
}
