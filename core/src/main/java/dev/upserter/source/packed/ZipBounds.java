package dev.upserter.source.packed;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Path;

/**
 * How much of a file the table of contents of a ZIP archive covers: of archives that were joined, it knows those of the last
 * one only. The layout is that of PKWARE's APPNOTE 6.3. Stateless.
 *
 * @param before bytes before the first entry that the table lists
 * @param after  bytes after the end of the table, except blanks and zeros
 */
record ZipBounds(long before, long after) {
    private static final int END_SIGN = 0x06054b50;
    private static final int END = 22;
    private static final int END_LENGTH = 12;
    private static final int END_OFFSET = 16;
    private static final int END_COMMENT = 20;
    private static final int LOCATOR_SIGN = 0x07064b50;
    private static final int LOCATOR = 20;
    private static final int ENTRY_SIGN = 0x02014b50;
    private static final int ENTRY = 46;
    private static final int ENTRY_NAME = 28;
    private static final int ENTRY_EXTRA = 30;
    private static final int ENTRY_COMMENT = 32;
    private static final int ENTRY_OFFSET = 42;
    private static final int MAX_COMMENT = 0xFFFF;
    private static final long IN_ZIP64 = 0xFFFF_FFFFL;
    private static final int CHUNK = 1 << 16;

    /** Looks at an archive that could be opened. */
    static ZipBounds of(Path file) throws IOException {
        try (FileChannel in = FileChannel.open(file)) {
            long size = in.size();
            long from = Math.max(0, size - END - MAX_COMMENT);
            ByteBuffer tail = read(in, from, (int) (size - from));
            int end = end(tail);
            if (end < 0) {
                return new ZipBounds(0, 0);
            }
            int comment = Math.min(Short.toUnsignedInt(tail.getShort(end + END_COMMENT)), tail.limit() - end - END);
            return new ZipBounds(before(in, tail, from, end), after(tail, end + END + comment));
        }
    }

    private static ByteBuffer read(FileChannel in, long from, int length) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
        while (bytes.hasRemaining()) {
            if (in.read(bytes, from + bytes.position()) < 0) {
                throw new EOFException("the file became shorter");
            }
        }
        return bytes.flip();
    }

    /** Where the record is that ends the archive: one whose comment reaches the end of the file, or else the last one. */
    private static int end(ByteBuffer tail) {
        int last = -1;
        for (int i = tail.limit() - END; i >= 0; i--) {
            if (tail.getInt(i) == END_SIGN) {
                if (i + END + Short.toUnsignedInt(tail.getShort(i + END_COMMENT)) == tail.limit()) {
                    return i;
                }
                last = Math.max(last, i);
            }
        }
        return last;
    }

    private static long after(ByteBuffer tail, int from) {
        for (int i = from; i < tail.limit(); i++) {
            if (tail.get(i) < 0 || tail.get(i) > ' ') {
                return (long) tail.limit() - from;
            }
        }
        return 0;
    }

    /** Offsets in the table count from the start of the archive, which is behind what was put before it. */
    private static long before(FileChannel in, ByteBuffer tail, long tailAt, int end) throws IOException {
        long length = Integer.toUnsignedLong(tail.getInt(end + END_LENGTH));
        long offset = Integer.toUnsignedLong(tail.getInt(end + END_OFFSET));
        long table = tailAt + end - length;
        if (length == IN_ZIP64 || offset == IN_ZIP64 || table < offset || isZip64(tail, end)) {
            return 0;
        }
        long first = first(in, table, length);
        return first == Long.MAX_VALUE ? table : table - offset + first;
    }

    /** Its records lie between the table and the end. An archive of this form that has others before it cannot be opened. */
    private static boolean isZip64(ByteBuffer tail, int end) {
        int locator = end - LOCATOR;
        return locator >= 0 && tail.getInt(locator) == LOCATOR_SIGN;
    }

    /** The least offset of an entry. */
    private static long first(FileChannel in, long table, long length) throws IOException {
        long least = Long.MAX_VALUE;
        InputStream entries = new BufferedInputStream(Channels.newInputStream(in.position(table)), CHUNK);
        for (long at = 0; at + ENTRY <= length; ) {
            ByteBuffer entry = ByteBuffer.wrap(entries.readNBytes(ENTRY)).order(ByteOrder.LITTLE_ENDIAN);
            if (entry.limit() < ENTRY || entry.getInt(0) != ENTRY_SIGN) {
                break;
            }
            least = Math.min(least, Integer.toUnsignedLong(entry.getInt(ENTRY_OFFSET)));
            int rest = Short.toUnsignedInt(entry.getShort(ENTRY_NAME))
                    + Short.toUnsignedInt(entry.getShort(ENTRY_EXTRA))
                    + Short.toUnsignedInt(entry.getShort(ENTRY_COMMENT));
            entries.skipNBytes(rest);
            at += ENTRY + rest;
        }
        return least;
    }
}
