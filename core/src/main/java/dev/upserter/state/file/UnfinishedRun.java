package dev.upserter.state.file;

import dev.upserter.json.GrowingBytes;
import dev.upserter.state.StateEntries;
import dev.upserter.state.StateHeader;
import dev.upserter.state.bucket.Buckets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What was about to be sent, and which of it certainly changed nothing: for people who are listed here but were not
 * acknowledged, the values at Customer.io are unknown. Killing the process does not lose it. Thread-safe.
 */
final class UnfinishedRun implements AutoCloseable {
    private static final byte SENDING = 1;
    private static final byte TOOK_NOTHING = 2;
    private static final GrowingBytes NO_PAYLOAD = new GrowingBytes(0);

    private final AckLog log;
    private final GrowingBytes frame = new GrowingBytes(256);

    private UnfinishedRun(AckLog log) {
        this.log = log;
    }

    /** Starts one; replaces what an earlier run left. */
    static UnfinishedRun start(Path file, StateHeader header) throws IOException {
        Files.deleteIfExists(file);
        return new UnfinishedRun(AckLog.start(file, header));
    }

    void sending(StateEntries entries) throws IOException {
        append(SENDING, entries);
    }

    void tookNothing(StateEntries entries) throws IOException {
        append(TOOK_NOTHING, entries);
    }

    private synchronized void append(byte kind, StateEntries entries) throws IOException {
        if (!entries.isEmpty()) {
            frame.clear();
            frame.put(kind);
            entries.write(frame);
            log.append(frame.bytes(), 0, frame.length());
        }
    }

    void force() throws IOException {
        log.force();
    }

    /** Adds an entry for each listed person: unsure, or seen if nothing changed. Acknowledged entries are added later. */
    static void spread(Path file, Buckets into) throws IOException {
        if (Files.exists(file)) {
            AckLog.read(file, (bytes, length) -> spread(bytes, length, into));
        }
    }

    private static void spread(byte[] bytes, int length, Buckets into) throws IOException {
        var out = new GrowingBytes(64);
        new StateEntries(bytes, 1, length).forEach(entry -> {
            out.clear();
            if (bytes[0] == TOOK_NOTHING) {
                entry.writeSeen(out);
            } else {
                entry.writeUnsure(out);
            }
            into.add(out, NO_PAYLOAD);
        });
    }

    @Override
    public void close() throws IOException {
        log.close();
    }
}
