package dev.upserter.source.stream;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/** A text without its last lines; blank lines, and part of a character at the very end, do not count. For one thread. */
public final class FooterStream extends BlockStream {
    private static final int CHUNK = 64 << 10;

    private final InputStream in;
    private final int lines;
    private final TextEnd text = new TextEnd();
    private byte[] buffer = new byte[2 * CHUNK];
    private int start;
    private int end;
    /** The bytes before it may be returned. */
    private int safe;

    private boolean ended;

    public FooterStream(InputStream in, int lines) {
        this.in = in;
        this.lines = lines;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        while (start >= safe) {
            if (ended) {
                return -1;
            }
            fill();
        }
        int n = Math.min(length, safe - start);
        System.arraycopy(buffer, start, target, offset, n);
        start += n;
        return n;
    }

    private void fill() throws IOException {
        if (start > 0) {
            System.arraycopy(buffer, start, buffer, 0, end - start);
            end -= start;
            start = 0;
        }
        int kept = end;
        if (buffer.length - end < Math.max(CHUNK, kept)) {
            if (end > ByteWindow.MAX_KEPT) {
                throw new ByteWindow.RecordTooLargeException();
            }
            buffer = Arrays.copyOf(buffer, 2 * buffer.length);
        }
        do {
            int n = in.read(buffer, end, buffer.length - end);
            ended = n < 0;
            text.take(buffer, end, end + Math.max(n, 0));
            end += Math.max(n, 0);
        } while (!ended && kept > CHUNK && end < 2 * kept); // the kept bytes are searched each time
        safe = startOfFooter();
    }

    /** Where the last lines start, if the text ends here; the current line may be the last. */
    private int startOfFooter() {
        int left = lines;
        boolean blank = true;
        for (int i = end - 1; i >= start; i--) {
            byte b = buffer[i];
            boolean isBreak = b == '\n' || b == '\r';
            if (isBreak && !blank) {
                left--;
                blank = true;
                if (left == 0) {
                    return i + 1;
                }
            }
            blank &= isBreak || b == ' ' || b == '\t' || b == TranscodedStream.WRONG;
        }
        return start;
    }

    /** The last lines, once the text has ended. */
    public byte[] lastLines() {
        return Arrays.copyOfRange(buffer, safe, end);
    }

    /** How the whole text ended, if it has. */
    public FileEnd.Ending ending() {
        return text.ending();
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
