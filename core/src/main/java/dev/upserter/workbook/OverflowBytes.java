package dev.upserter.workbook;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Bytes that are written once from first to last and then read in any order: the first in memory, the others in a temporary
 * file, of which some pages are kept. For one thread.
 */
final class OverflowBytes implements AutoCloseable {
    /** The most bytes to keep in memory. */
    static final int MEMORY = 1 << 20;

    private static final int FIRST_ROOM = 1 << 12;
    private static final int PAGE = 1 << 12;
    private static final int PAGES = 1 << 8;
    private static final int WRITTEN_AT_ONCE = 1 << 16;

    private final Supplier<Path> folder;
    private byte[] memory = new byte[FIRST_ROOM];
    private long length;
    private @Nullable FileChannel file;
    private ByteBuffer unwritten = ByteBuffer.allocate(0);
    private byte[][] pages = new byte[0][];
    private long[] numbers = new long[0];

    /**
     * @param folder creates an empty folder for the file, once one is needed
     */
    OverflowBytes(Supplier<Path> folder) {
        this.folder = folder;
    }

    long length() {
        return length;
    }

    void append(byte[] source, int from, int to) throws TemporaryFileException {
        int kept = (int) Math.min(to - from, MEMORY - Math.min(length, MEMORY));
        if (kept > 0) {
            int end = (int) length + kept;
            if (end > memory.length) {
                memory = Arrays.copyOf(memory, Math.min(MEMORY, Math.max(end, memory.length * 2)));
            }
            System.arraycopy(source, from, memory, (int) length, kept);
        }
        overflow(source, from + kept, to);
        length += to - from;
    }

    private void overflow(byte[] source, int from, int to) throws TemporaryFileException {
        int at = from;
        while (at < to) {
            if (file == null) {
                file = create();
                unwritten = ByteBuffer.allocate(WRITTEN_AT_ONCE);
            }
            if (!unwritten.hasRemaining()) {
                flush();
            }
            int part = Math.min(to - at, unwritten.remaining());
            unwritten.put(source, at, part);
            at += part;
        }
    }

    /** No other process ever sees the file: it is removed as soon as it is open, where the system can do that. */
    private FileChannel create() throws TemporaryFileException {
        Path made = folder.get();
        try {
            return create(made);
        } catch (IOException e) {
            throw new TemporaryFileException(e);
        }
    }

    private static FileChannel create(Path made) throws IOException {
        FileChannel channel = FileChannel.open(
                made.resolve("texts"),
                StandardOpenOption.CREATE_NEW,
                StandardOpenOption.READ,
                StandardOpenOption.WRITE,
                StandardOpenOption.DELETE_ON_CLOSE);
        if (!Files.exists(made.resolve("texts"))) {
            Files.deleteIfExists(made);
        } else {
            made.toFile().deleteOnExit();
        }
        return channel;
    }

    private void flush() throws TemporaryFileException {
        FileChannel channel = file;
        unwritten.flip();
        try {
            while (channel != null && unwritten.hasRemaining()) {
                channel.write(unwritten);
            }
        } catch (IOException e) {
            throw new TemporaryFileException(e);
        }
        unwritten.clear();
    }

    /** Ends the writing. */
    void finish() throws TemporaryFileException {
        flush();
        unwritten = ByteBuffer.allocate(0);
        if (file == null) {
            memory = Arrays.copyOf(memory, (int) length);
        } else {
            pages = new byte[PAGES][];
            numbers = new long[PAGES];
        }
    }

    /** Copies bytes, which must exist. */
    void read(long from, byte[] target, int offset, int count) throws TemporaryFileException {
        long at = from;
        int done = 0;
        while (done < count) {
            int part;
            if (at < MEMORY) {
                part = (int) Math.min(count - done, MEMORY - at);
                System.arraycopy(memory, (int) at, target, offset + done, part);
            } else {
                long inFile = at - MEMORY;
                int inPage = (int) (inFile % PAGE);
                part = Math.min(count - done, PAGE - inPage);
                System.arraycopy(page(inFile / PAGE), inPage, target, offset + done, part);
            }
            at += part;
            done += part;
        }
    }

    private byte[] page(long number) throws TemporaryFileException {
        int slot = (int) (number % PAGES);
        byte[] page = pages[slot];
        if (page == null || numbers[slot] != number) {
            page = page == null ? new byte[PAGE] : page;
            fill(page, number);
            pages[slot] = page;
            numbers[slot] = number;
        }
        return page;
    }

    private void fill(byte[] page, long number) throws TemporaryFileException {
        ByteBuffer buffer = ByteBuffer.wrap(page);
        FileChannel channel = file;
        try {
            int read = 0;
            while (channel != null && buffer.hasRemaining() && read >= 0) {
                read = channel.read(buffer, number * PAGE + buffer.position());
            }
        } catch (IOException e) {
            throw new TemporaryFileException(e);
        }
    }

    @Override
    public void close() throws IOException {
        FileChannel channel = file;
        file = null;
        if (channel != null) {
            channel.close();
        }
    }
}
