package dev.upserter.source.query;

import dev.upserter.source.stream.BlockStream;
import java.io.IOException;

/** Rows as the lines of a stream: a line break within a row can only be JSON whitespace. For one thread. */
public final class RowStream extends BlockStream {
    private static final byte[] NONE = new byte[0];

    private final QueryRows rows;
    private byte[] row = NONE;
    private int at;
    private boolean ended;
    private volatile long count;

    public RowStream(QueryRows rows) {
        this.rows = rows;
    }

    /** The number of rows taken; any thread may call it. */
    public long count() {
        return count;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        int done = 0;
        while (done < length && (at < row.length || advance())) {
            int part = Math.min(length - done, row.length - at);
            System.arraycopy(row, at, target, offset + done, part);
            at += part;
            done += part;
            if (at == row.length && done < length) {
                target[offset + done++] = '\n';
                row = NONE;
                at = 0;
            } else if (at == row.length) {
                row = new byte[] {'\n'};
                at = 0;
            }
        }
        return done == 0 && length > 0 ? -1 : done;
    }

    @SuppressWarnings("NonAtomicVolatileUpdate") // one thread writes
    private boolean advance() {
        byte[] next = ended ? null : rows.next();
        if (next == null) {
            ended = true;
            return false;
        }
        toLine(next);
        row = next;
        at = 0;
        count++;
        return true;
    }

    /** Turns a row into one line. */
    public static void toLine(byte[] row) {
        for (int i = 0; i < row.length; i++) {
            if (row[i] == '\n' || row[i] == '\r') {
                row[i] = ' ';
            }
        }
    }

    @Override
    public void close() throws IOException {
        ended = true;
        rows.close();
    }
}
