package dev.upserter.run;

import dev.upserter.source.DataFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Tells one state of a file from another without reading all of it.
 *
 * @param path     where it is, absolute
 * @param size     bytes
 * @param modified when it was last written, milliseconds since 1970
 * @param digest   SHA-256 of its first and last 64 KiB
 */
record SourcePrint(String path, long size, long modified, String digest) {
    private static final int SAMPLE = 64 << 10;

    /** The print of a file as it is now. */
    static SourcePrint of(DataFile.OnDisk data) throws IOException {
        Path path = data.path();
        long size = Files.size(path);
        return new SourcePrint(
                path.toAbsolutePath().normalize().toString(),
                size,
                Files.getLastModifiedTime(path).toMillis(),
                digest(path, size));
    }

    private static String digest(Path path, long size) throws IOException {
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            update(sha, channel, 0);
            update(sha, channel, Math.max(0, size - SAMPLE));
            return HexFormat.of().formatHex(sha.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    private static void update(MessageDigest sha, FileChannel channel, long from) throws IOException {
        ByteBuffer sample = ByteBuffer.allocate(SAMPLE);
        long at = from;
        for (int n = channel.read(sample, at); n > 0 && sample.hasRemaining(); n = channel.read(sample, at)) {
            at += n;
        }
        sha.update(sample.flip());
    }

    /** Whether the file has the same content, as far as can be told; when it was written does not matter. */
    boolean sameContent(SourcePrint other) {
        return size == other.size && digest.equals(other.digest);
    }

    /** Whether nobody has written to the file since. */
    boolean untouched(SourcePrint other) {
        return size == other.size && modified == other.modified;
    }
}
