package dev.upserter.source.packed;

import dev.upserter.source.stream.BlockStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import java.util.zip.ZipException;

/**
 * Unpacks gzip (RFC 1952), all members of a file one after another. Written here since the JDK's class takes a damaged
 * second member for the end of the file. For one thread.
 */
final class GzipStream extends BlockStream {
    private static final int MAGIC = 0x1F8B;
    private static final int DEFLATE = 8;
    private static final int HEADER_CRC = 2;
    private static final int EXTRA = 4;
    private static final int NAME = 8;
    private static final int COMMENT = 16;
    private static final int RESERVED = 0xE0;

    private final InputStream in;
    private final Inflater inflater = new Inflater(true);
    private final CRC32 crc = new CRC32();
    private final byte[] buffer = new byte[64 << 10];
    private int at;
    private int filled;
    private boolean ended;

    /**
     * Reads the first member's header.
     *
     * @throws ZipException if it is not one
     */
    GzipStream(InputStream in) throws IOException {
        this.in = in;
        readHeader();
    }

    private int nextOrEnd() throws IOException {
        if (at == filled) {
            filled = Math.max(0, in.read(buffer, 0, buffer.length));
            at = 0;
        }
        return at == filled ? -1 : buffer[at++] & 0xFF;
    }

    private int next() throws IOException {
        int b = nextOrEnd();
        if (b < 0) {
            throw new EOFException("it ends in the middle");
        }
        return b;
    }

    private int nextTwo() throws IOException {
        int low = next();
        return low | next() << 8;
    }

    private long nextFour() throws IOException {
        long low = nextTwo();
        return low | (long) nextTwo() << 16;
    }

    private void readHeader() throws IOException {
        if ((next() << 8 | next()) != MAGIC || next() != DEFLATE) {
            throw new ZipException("there is something else after a part of it");
        }
        int flags = next();
        if ((flags & RESERVED) != 0) {
            throw new ZipException("its header is damaged");
        }
        skip(6);
        if ((flags & EXTRA) != 0) {
            skip(nextTwo());
        }
        if ((flags & NAME) != 0) {
            skipText();
        }
        if ((flags & COMMENT) != 0) {
            skipText();
        }
        if ((flags & HEADER_CRC) != 0) {
            skip(2);
        }
        inflater.reset();
        crc.reset();
    }

    private void skip(int bytes) throws IOException {
        for (int i = 0; i < bytes; i++) {
            next();
        }
    }

    private void skipText() throws IOException {
        while (next() != 0) {
            // try again
        }
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        while (!ended) {
            int n = inflate(target, offset, length);
            if (n > 0) {
                crc.update(target, offset, n);
                return n;
            }
            if (inflater.finished()) {
                at = filled - inflater.getRemaining();
                finishMember();
            } else if (inflater.needsDictionary()) {
                throw new ZipException("it needs a dictionary");
            } else {
                next();
                at--;
                inflater.setInput(buffer, at, filled - at);
                at = filled;
            }
        }
        return -1;
    }

    private int inflate(byte[] target, int offset, int length) throws IOException {
        try {
            return inflater.inflate(target, offset, length);
        } catch (DataFormatException e) {
            throw new ZipException("it is damaged");
        }
    }

    private void finishMember() throws IOException {
        if (nextFour() != crc.getValue() || nextFour() != (inflater.getBytesWritten() & 0xFFFF_FFFFL)) {
            throw new ZipException("it is damaged: its checksum is another one");
        }
        int b = nextOrEnd();
        while (b == 0) {
            b = nextOrEnd(); // tapes fill their last block with zeros
        }
        if (b < 0) {
            ended = true;
        } else {
            at--;
            readHeader();
        }
    }

    @Override
    public void close() throws IOException {
        ended = true;
        inflater.end();
        in.close();
    }
}
