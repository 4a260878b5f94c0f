package dev.upserter.state.file;

import dev.upserter.state.AppendedFile;
import dev.upserter.state.PrivateFiles;
import dev.upserter.state.StateEntries;
import dev.upserter.state.StateHeader;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.zip.CRC32C;

/**
 * What was acknowledged since the state was written, one frame per request: length, CRC-32C, entries. A frame torn by a
 * kill or a power failure is cut off, with everything after it. Thread-safe.
 */
final class AckLog implements AutoCloseable {
    private static final int FRAME = 8;
    private static final int MAX_FRAME = 1 << 28;

    private final AppendedFile file;

    private AckLog(AppendedFile file) {
        this.file = file;
    }

    /** Starts a log, which must not exist. */
    static AckLog start(Path path, StateHeader header) throws IOException {
        PrivateFiles.createFile(path);
        var log = new AckLog(new AppendedFile(path));
        log.file.append(header.toBytes());
        log.force();
        return log;
    }

    /** Receives the entries of one frame. */
    interface Frames {
        void frame(byte[] bytes, int length) throws IOException;
    }

    /**
     * Reads all complete frames, and cuts off what follows them.
     *
     * @return the header; empty if it is incomplete: nothing was acknowledged then
     */
    static Optional<StateHeader> read(Path path, Frames frames) throws IOException {
        Optional<StateHeader> header;
        long length;
        try (var in = new DataInputStream(new BufferedInputStream(new FileInputStream(path.toFile()), 1 << 16))) {
            header = StateHeader.read(in.readNBytes(StateHeader.LENGTH));
            length = header.isEmpty() ? 0 : StateHeader.LENGTH + frames(in, frames);
        }
        if (header.isPresent() && length < Files.size(path)) {
            try (var file = new RandomAccessFile(path.toFile(), "rw")) {
                file.setLength(length);
                file.getFD().sync();
            }
        }
        return header;
    }

    /** Creates the receiver for the frames of a log with this header. */
    interface Looker {
        Frames of(StateHeader header);
    }

    /**
     * Reads all complete frames, and leaves the log as it is: a run may be writing it.
     *
     * @return the header; empty if it is incomplete
     */
    static Optional<StateHeader> look(Path path, Looker looker) throws IOException {
        try (var in = new DataInputStream(new BufferedInputStream(Files.newInputStream(path), 1 << 16))) {
            Optional<StateHeader> header = StateHeader.read(in.readNBytes(StateHeader.LENGTH));
            if (header.isPresent()) {
                frames(in, looker.of(header.get()));
            }
            return header;
        }
    }

    private static long frames(DataInputStream in, Frames frames) throws IOException {
        long whole = 0;
        byte[] bytes = new byte[1 << 16];
        while (true) {
            int length;
            try {
                length = in.readInt();
                int checksum = in.readInt();
                if (length <= 0 || length > MAX_FRAME) {
                    return whole;
                }
                bytes = bytes.length < length ? new byte[Math.max(length, bytes.length * 2)] : bytes;
                in.readFully(bytes, 0, length);
                if (checksum(bytes, 0, length) != checksum) {
                    return whole;
                }
            } catch (EOFException torn) {
                return whole;
            }
            frames.frame(bytes, length);
            whole += FRAME + length;
        }
    }

    private static int checksum(byte[] bytes, int from, int length) {
        var crc = new CRC32C();
        crc.update(bytes, from, length);
        return (int) crc.getValue();
    }

    /**
     * Records entries that were acknowledged together. Once this returns, killing the process does not lose them; after
     * {@link #force}, neither does a power failure.
     */
    void append(StateEntries entries) throws IOException {
        append(entries.bytes(), entries.from(), entries.length());
    }

    /** Records a frame with other content than entries alone; does nothing if it is empty. */
    void append(byte[] bytes, int from, int length) throws IOException {
        if (length == 0) {
            return;
        }
        byte[] frame = new byte[FRAME];
        ByteBuffer.wrap(frame).putInt(length).putInt(checksum(bytes, from, length));
        file.append(frame, bytes, from, length);
    }

    /** Makes what was recorded so far survive a power failure. */
    void force() throws IOException {
        file.force();
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
