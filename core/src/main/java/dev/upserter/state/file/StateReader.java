package dev.upserter.state.file;

import dev.upserter.state.KnownPeople;
import dev.upserter.state.StateEntry;
import dev.upserter.state.StateHeader;
import java.io.EOFException;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.zip.CRC32C;

/** Reads a state file from its first person to its last, then verifies its checksum. For one thread. */
final class StateReader implements KnownPeople {
    private static final int ROOM = 1 << 17;

    private final InputStream in;
    private final StateHeader header;
    private final StateEntry entry = new StateEntry();
    private final CRC32C crc = new CRC32C();
    private byte[] bytes = new byte[ROOM];
    private int at;
    private int limit;
    private long left;

    private StateReader(InputStream in, StateHeader header) {
        this.in = in;
        this.header = header;
        this.left = header.length();
    }

    /** The header of a file; empty if it cannot be read. */
    static Optional<StateHeader> header(Path file) throws IOException {
        try (InputStream in = new FileInputStream(file.toFile())) {
            return StateHeader.read(in.readNBytes(StateHeader.LENGTH));
        }
    }

    /** Reads on after the header. */
    static StateReader of(InputStream in, StateHeader header) {
        return new StateReader(in, header);
    }

    static StateReader open(Path file) throws IOException {
        InputStream in = new FileInputStream(file.toFile());
        try {
            StateHeader header = StateHeader.read(in.readNBytes(StateHeader.LENGTH))
                    .orElseThrow(() -> new IOException("the state has no header"));
            return new StateReader(in, header);
        } catch (IOException | RuntimeException e) {
            in.close();
            throw e;
        }
    }

    @Override
    public boolean next() throws IOException {
        try {
            while (!(at < limit && entry.look(bytes, at, limit))) {
                if (!fill()) {
                    return false;
                }
            }
        } catch (IllegalArgumentException e) {
            throw damaged(e);
        }
        at = entry.end();
        return true;
    }

    private static IOException damaged(Exception e) {
        return new IOException("the state is damaged", e);
    }

    private boolean fill() throws IOException {
        if (left == 0) {
            if (at < limit || crc.getValue() != header.checksum()) {
                throw damaged(new EOFException());
            }
            return false;
        }
        if (at > 0) {
            System.arraycopy(bytes, at, bytes, 0, limit - at);
            limit -= at;
            at = 0;
        } else if (limit == bytes.length) {
            bytes = Arrays.copyOf(bytes, bytes.length * 2);
        }
        int read = in.read(bytes, limit, (int) Math.min(left, bytes.length - limit));
        if (read <= 0) {
            throw damaged(new EOFException());
        }
        crc.update(bytes, limit, read);
        limit += read;
        left -= read;
        return true;
    }

    @Override
    public StateEntry entry() {
        return entry;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
