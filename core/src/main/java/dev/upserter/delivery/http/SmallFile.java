package dev.upserter.delivery.http;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/** A small file that the environment names, as a whole: the only file that the delivery reads. */
final class SmallFile {
    private static final int MOST = 16 << 20;

    private SmallFile() {}

    /**
     * Its bytes.
     *
     * @throws IOException if it cannot be read, or is longer than 16 MiB
     */
    static byte[] read(String name) throws IOException {
        try {
            Path file = Path.of(name);
            if (Files.size(file) > MOST) {
                throw new IOException("the file is longer than 16 MiB");
            }
            return Files.readAllBytes(file);
        } catch (InvalidPathException e) {
            throw new IOException("no file can have this name", e);
        }
    }
}
