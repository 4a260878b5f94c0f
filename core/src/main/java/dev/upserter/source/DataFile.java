package dev.upserter.source;

import java.io.InputStream;
import java.nio.file.Path;

/** Where the rows come from. */
public sealed interface DataFile {

    /** The name that messages show. */
    String name();

    /**
     * A file on disk.
     *
     * @param path where it is
     * @param name the name that messages show
     */
    record OnDisk(Path path, String name) implements DataFile {}

    /**
     * A stream that can be read only once, such as standard input. Whoever opened it closes it.
     *
     * @param in   the bytes
     * @param name the name that messages show
     */
    record Streamed(InputStream in, String name) implements DataFile {}

    /** A file on disk, shown under the path as given. */
    static DataFile of(Path path) {
        return new OnDisk(path, path.toString());
    }
}
