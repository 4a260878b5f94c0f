package dev.upserter.workbook;

import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/**
 * A file in a ZIP archive, verified against its size and checksum in the table of contents. For one thread; other threads
 * may read the count.
 */
public final class CheckedEntry extends FilterInputStream {
    private final ZipEntry entry;
    private final CRC32 crc = new CRC32();
    private volatile long read;

    /** Opens a file of an archive. */
    public CheckedEntry(ZipFile archive, ZipEntry entry) throws IOException {
        super(archive.getInputStream(entry));
        this.entry = entry;
    }

    /** The part of {@code whole} that corresponds to what has been read, approximately. */
    public long part(long whole) {
        return entry.getSize() <= 0 ? 0 : (long) ((double) whole * read / entry.getSize());
    }

    /** Reads the rest, so that damage anywhere in it is detected. */
    void drain() throws IOException {
        byte[] rest = new byte[1 << 13];
        while (read(rest, 0, rest.length) >= 0) {
            // only its checksum counts
        }
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    @SuppressWarnings("NonAtomicVolatileUpdate") // one thread writes
    public int read(byte[] target, int offset, int length) throws IOException {
        int n = super.read(target, offset, length);
        if (n > 0) {
            crc.update(target, offset, n);
            read += n;
        } else if (n < 0 && read < entry.getSize()) {
            throw new EOFException("it ends in the middle");
        }
        if (read > entry.getSize() || n < 0 && crc.getValue() != entry.getCrc()) {
            throw new ZipException("it is damaged: its checksum is another one");
        }
        return n;
    }
}
