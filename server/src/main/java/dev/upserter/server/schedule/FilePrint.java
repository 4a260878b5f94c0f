package dev.upserter.server.schedule;

/**
 * What a file was when it was looked at. Immutable.
 *
 * @param path     where it is
 * @param bytes    its length
 * @param modified when it was changed last, as the file system tells it
 * @param digest   of its content; empty where it was not read
 */
record FilePrint(String path, long bytes, String modified, String digest) {
    /** Whether nothing shows that it was changed: its length and time are the same. */
    boolean looksLike(FilePrint other) {
        return path.equals(other.path) && bytes == other.bytes && modified.equals(other.modified);
    }

    FilePrint withDigest(String other) {
        return new FilePrint(path, bytes, modified, other);
    }
}
