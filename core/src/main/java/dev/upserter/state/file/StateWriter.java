package dev.upserter.state.file;

import dev.upserter.json.GrowingBytes;
import dev.upserter.state.EntryKind;
import dev.upserter.state.PrivateFiles;
import dev.upserter.state.StateEntry;
import dev.upserter.state.StateHeader;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.CRC32C;

/** Writes a state file from its first person to its last. For one thread. */
final class StateWriter implements AutoCloseable {
    private static final int ROOM = 1 << 17;

    private final RandomAccessFile file;
    private final GrowingBytes bytes = new GrowingBytes(ROOM + (1 << 12));
    private final CRC32C crc = new CRC32C();
    private final boolean keepsValues;
    private long length;
    private long people;
    private long marked;

    StateWriter(Path path, boolean keepsValues) throws IOException {
        this.keepsValues = keepsValues;
        Files.deleteIfExists(path);
        file = new RandomAccessFile(PrivateFiles.createFile(path).toFile(), "rw");
        file.seek(StateHeader.LENGTH);
    }

    void add(StateEntry entry) throws IOException {
        people += entry.kind() == EntryKind.PRESENT ? 1 : 0;
        marked += entry.kind() == EntryKind.MARKED ? 1 : 0;
        if (keepsValues) {
            entry.write(bytes);
        } else {
            entry.writeWithoutValues(bytes);
        }
        if (bytes.length() >= ROOM) {
            flush();
        }
    }

    private void flush() throws IOException {
        crc.update(bytes.bytes(), 0, bytes.length());
        file.write(bytes.bytes(), 0, bytes.length());
        length += bytes.length();
        bytes.clear();
    }

    /** Writes the rest, and the header; all of it survives a power failure from then on. */
    void finish(StateHeader header) throws IOException {
        flush();
        file.seek(0);
        file.write(header.withBody(people, marked, length, crc.getValue()).toBytes());
        file.getFD().sync();
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
