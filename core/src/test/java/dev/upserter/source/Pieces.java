package dev.upserter.source;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.LongFunction;

/** A stream generated piece by piece while it is read, so that it may be far larger than memory. */
public final class Pieces extends InputStream {
    private final LongFunction<String> piece;
    private final long pieces;
    private ByteArrayInputStream current = new ByteArrayInputStream(new byte[0]);
    private long next;

    private Pieces(long pieces, LongFunction<String> piece) {
        this.pieces = pieces;
        this.piece = piece;
    }

    /** This many pieces, each generated from its number, from 0. */
    public static Pieces of(long pieces, LongFunction<String> piece) {
        return new Pieces(pieces, piece);
    }

    /** An array of this many records, each generated from its number, from 0, on one line. */
    public static Pieces array(long records, LongFunction<String> record) {
        return of(records + 1, i -> i == records ? "]" : (i == 0 ? "[" : ",") + record.apply(i));
    }

    @Override
    public int read() {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] target, int offset, int length) {
        int filled = 0;
        while (filled < length) {
            int n = current.read(target, offset + filled, length - filled);
            if (n >= 0) {
                filled += n;
            } else if (next < pieces) {
                current = new ByteArrayInputStream(piece.apply(next++).getBytes(StandardCharsets.UTF_8));
            } else {
                return filled == 0 ? -1 : filled;
            }
        }
        return filled;
    }
}
