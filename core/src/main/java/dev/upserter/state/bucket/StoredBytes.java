package dev.upserter.state.bucket;

import dev.upserter.json.GrowingBytes;
import java.nio.file.Path;

/**
 * Bytes, the first of which may be in a file.
 *
 * @param file    the file with the first bytes
 * @param written the number of bytes in the file
 * @param rest    the others
 */
record StoredBytes(Path file, long written, GrowingBytes rest) {
    long length() {
        return written + rest.length();
    }
}
