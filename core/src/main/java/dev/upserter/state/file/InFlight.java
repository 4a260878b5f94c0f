package dev.upserter.state.file;

import dev.upserter.plan.GrowingBytes;
import dev.upserter.state.PersonEntry;
import dev.upserter.state.StateHeader;
import dev.upserter.state.bucket.Buckets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What was about to be sent, and what of it certainly changed nothing: of people who are named here and were not acknowledged,
 * nobody knows what Customer.io has. A kill does not make it forget. Thread-safe.
 */
final class InFlight implements AutoCloseable {
    private static final byte SENDING = 1;
    private static final byte TOOK_NOTHING = 2;
    private static final byte[] NO_PAYLOAD = new byte[0];

    private final AckLog log;
    private final GrowingBytes frame = new GrowingBytes(256);

    private InFlight(AckLog log) {
        this.log = log;
    }

    /** Starts one in place of what an earlier run left. */
    static InFlight start(Path file, StateHeader header) throws IOException {
        Files.deleteIfExists(file);
        return new InFlight(AckLog.start(file, header));
    }

    void sending(byte[] entries, int length) throws IOException {
        append(SENDING, entries, length);
    }

    void tookNothing(byte[] entries, int length) throws IOException {
        append(TOOK_NOTHING, entries, length);
    }

    private synchronized void append(byte kind, byte[] entries, int length) throws IOException {
        if (length > 0) {
            frame.clear();
            frame.put(kind);
            frame.put(entries, 0, length);
            log.append(frame.bytes(), frame.length());
        }
    }

    void force() throws IOException {
        log.force();
    }

    /** Hands on an entry for each person who is named: unsure, or seen where nothing changed. Those acknowledged come later. */
    static void spread(Path file, Buckets into) throws IOException {
        if (Files.exists(file)) {
            AckLog.read(file, (bytes, length) -> spread(bytes, length, into));
        }
    }

    private static void spread(byte[] bytes, int length, Buckets into) throws IOException {
        var entry = new PersonEntry();
        var out = new GrowingBytes(64);
        for (int at = 1; at < length; at = entry.end()) {
            if (!entry.look(bytes, at, length)) {
                throw new IOException("a note of what was sent is torn");
            }
            out.clear();
            entry.writeUnsure(out);
            if (bytes[0] == TOOK_NOTHING) {
                out.bytes()[0] = PersonEntry.SEEN;
            }
            into.add(out.bytes(), 0, out.length(), NO_PAYLOAD, 0);
        }
    }

    @Override
    public void close() throws IOException {
        log.close();
    }
}
