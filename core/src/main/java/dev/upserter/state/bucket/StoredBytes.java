package dev.upserter.state.bucket;

import dev.upserter.json.GrowingBytes;
import java.nio.file.Path;

/**
 * Bytes of which the first are in a file, perhaps.
 *
 * @param file    where the first are
 * @param written how many those are
 * @param rest    the others
 */
record StoredBytes(Path file, long written, GrowingBytes rest) {
    long length() {
        return written + rest.length();
    }
}
