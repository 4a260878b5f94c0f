package dev.upserter.source.stream;

import dev.upserter.json.Utf8;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * The bytes of a source as a parser reads them: validated as UTF-8, and kept from a chosen offset on, so that values can be
 * taken unchanged. Offsets count from the start of the source. For one thread.
 *
 * <p>An invalid byte is kept unchanged, but the parser gets a question mark for it, in a read of its own. It is therefore
 * noticed no earlier than the parser reaches it: only the record around it is lost.
 */
public final class ByteWindow extends BlockStream {
    /** The largest row in bytes; a source without any structure must not fill the memory. */
    public static final int MAX_KEPT = 16 << 20;

    /** The smallest read. */
    private static final int CHUNK = 128 << 10;

    /** The largest read: the system needs the same amount outside the heap. */
    private static final int MOST = 1 << 20;

    private final InputStream in;
    private byte[] buffer = new byte[2 * CHUNK];
    private long base;
    private int filled;
    private int checked;
    private int served;
    private long keepFrom;
    private long firstInvalid = Long.MAX_VALUE;
    private long lastInvalid = Long.MAX_VALUE;
    private boolean atInvalid;
    private boolean ascii = true;
    private boolean ended;

    /**
     * A window at the start of a source; skips a byte-order mark of UTF-8.
     *
     * @throws WrongEncodingException if the source starts like UTF-16 or UTF-32
     */
    public ByteWindow(InputStream in) throws IOException {
        this.in = in;
        filled = in.readNBytes(buffer, 0, 4);
        if (startsWith(0xEF, 0xBB, 0xBF)) {
            served = 3;
            checked = 3;
        } else if (startsWith(0xFE, 0xFF) || startsWith(0xFF, 0xFE) || startsWithSomeZeros()) {
            throw new WrongEncodingException();
        }
        check();
    }

    /** JSON starts with ASCII, which has zeros beside it in UTF-16 and UTF-32. */
    private boolean startsWithSomeZeros() {
        int zeros = 0;
        for (int i = 0; i < filled; i++) {
            zeros += buffer[i] == 0 ? 1 : 0;
        }
        return zeros > 0 && zeros < filled;
    }

    /** The source is in another encoding. */
    public static final class WrongEncodingException extends IOException {
        private static final long serialVersionUID = 1L;
    }

    /** A record is larger than {@link #MAX_KEPT}. */
    public static final class RecordTooLargeException extends IOException {
        private static final long serialVersionUID = 1L;
    }

    private boolean startsWith(int... first) {
        if (filled < first.length) {
            return false;
        }
        for (int i = 0; i < first.length; i++) {
            if ((buffer[i] & 0xFF) != first[i]) {
                return false;
            }
        }
        return true;
    }

    /** Bytes before this offset are no longer needed. */
    public void keepFrom(long offset) {
        keepFrom = offset;
    }

    /** The kept bytes; replaced by the next read. */
    public byte[] buffer() {
        return buffer;
    }

    /** The index of an offset in {@link #buffer()}. */
    public int index(long offset) {
        return (int) (offset - base);
    }

    /** The offset of the next byte that the parser will read; at first, after a byte-order mark. */
    public long offset() {
        return base + served;
    }

    /** Whether all bytes so far were ASCII. */
    boolean isAscii() {
        return ascii;
    }

    /** Whether all bytes so far were UTF-8. */
    boolean isUtf8() {
        return lastInvalid == Long.MAX_VALUE;
    }

    /**
     * The offset of the first byte that is not valid UTF-8 since {@link #forgetInvalid()}; {@code Long.MAX_VALUE} if none.
     */
    public long firstInvalid() {
        return firstInvalid;
    }

    /** The offset of the last byte so far that is not valid UTF-8; {@code Long.MAX_VALUE} if none. */
    public long lastInvalid() {
        return lastInvalid;
    }

    /** A kept byte, 0 to 255. */
    public int byteAt(long offset) {
        return buffer[index(offset)] & 0xFF;
    }

    public void forgetInvalid() {
        firstInvalid = Long.MAX_VALUE;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        while (served == checked) {
            if (atInvalid) {
                target[offset] = '?';
                passInvalid();
                return 1;
            }
            if (ended) {
                return -1;
            }
            fill();
        }
        int n = Math.min(length, checked - served);
        System.arraycopy(buffer, served, target, offset, n);
        served += n;
        return n;
    }

    /** How many bytes of valid UTF-8 can be read; 0 at an invalid byte, and at the end. Waits for the first byte. */
    @Override
    public int available() throws IOException {
        while (served == checked && !atInvalid && !ended) {
            fill();
        }
        return checked - served;
    }

    private void fill() throws IOException {
        if (buffer.length - filled < CHUNK) {
            makeRoom();
        }
        int n = in.read(buffer, filled, Math.min(buffer.length - filled, MOST));
        if (n < 0) {
            ended = true;
        } else {
            filled += n;
        }
        check();
    }

    private void makeRoom() throws RecordTooLargeException {
        int unneeded = (int) Math.min(keepFrom - base, served);
        if (unneeded > 0) {
            System.arraycopy(buffer, unneeded, buffer, 0, filled - unneeded);
            base += unneeded;
            filled -= unneeded;
            checked -= unneeded;
            served -= unneeded;
        }
        if (buffer.length - filled < CHUNK) {
            if (filled > MAX_KEPT) {
                throw new RecordTooLargeException();
            }
            buffer = Arrays.copyOf(buffer, Math.min(2 * buffer.length, MAX_KEPT + 2 * CHUNK));
        }
    }

    /** Moves {@code checked} to the next invalid byte, or to the last complete character. */
    private void check() {
        while (checked < filled && !atInvalid) {
            int next = Utf8.skipAscii(buffer, checked, filled);
            if (next < filled) {
                ascii = false;
                int length = Utf8.characterLength(buffer, next, filled);
                if (length == 0 && !ended) {
                    checked = next;
                    return;
                }
                atInvalid = length <= 0;
                next += Math.max(length, 0);
            }
            checked = next;
        }
    }

    private void passInvalid() {
        lastInvalid = base + served;
        firstInvalid = Math.min(firstInvalid, lastInvalid);
        atInvalid = false;
        served++;
        checked++;
        check();
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
