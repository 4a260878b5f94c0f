package dev.upserter.source;

import dev.upserter.source.stream.HostStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Where the rows come from. */
public sealed interface DataFile {

    /** The name in messages. */
    String name();

    /**
     * A file on disk.
     *
     * @param path where it is
     * @param name the name in messages
     */
    record OnDisk(Path path, String name) implements DataFile {
        @Override
        public List<OnDisk> files() {
            return List.of(this);
        }
    }

    /**
     * A stream that can be read only once, such as standard input. Whoever opened it closes it.
     *
     * @param in   the bytes
     * @param name the name in messages
     */
    record Streamed(InputStream in, String name) implements DataFile {
        /** The stream is read so that whoever closes it ends a read that waits. */
        public Streamed {
            in = HostStream.of(in);
        }

        @Override
        public void cancel() {
            try {
                in.close();
            } catch (IOException e) {
                // it is no longer needed
            }
        }
    }

    /**
     * Several files on disk, read one after another as if they were one; record numbers run through all of them.
     *
     * @param files one or more files, in this order
     * @param name  the name in messages
     */
    record Several(List<OnDisk> files, String name) implements DataFile {
        public Several {
            files = List.copyOf(files);
        }
    }

    /**
     * The rows of a query, which may come in another order each time it runs.
     *
     * @param query  the query
     * @param folder the base of relative paths of files
     * @param name   the name in messages
     */
    record Query(QueryConfig query, Path folder, String name) implements DataFile {}

    /**
     * The rows of a query saved to a file: they can be read again and are the same each time.
     *
     * @param path where it is
     * @param name the name in messages
     */
    record Answer(Path path, String name) implements DataFile {
        @Override
        public List<OnDisk> files() {
            return List.of(new OnDisk(path, name));
        }
    }

    /**
     * Rows that the program hands over which embeds this one. They can be read only once; whoever opens them closes them.
     *
     * @param rows the rows
     * @param name the name in messages
     */
    record Handed(RowFeed rows, String name) implements DataFile {
        @Override
        public void cancel() {
            rows.cancel();
        }
    }

    /**
     * The bytes of a stream, or rows that were handed over, written aside for several syncs to read: another run does not find
     * them again.
     *
     * @param path   where they are
     * @param name   the name of the stream in messages
     * @param isRows whether each line is a row, whatever the configuration says of the source
     */
    record Aside(Path path, String name, boolean isRows) implements DataFile {
        @Override
        public List<OnDisk> files() {
            return List.of(new OnDisk(path, name));
        }
    }

    /** Whether a read may wait for another program: a pipe, which may also be a file on disk, or a database. */
    default boolean mayWait() {
        return files().isEmpty() || files().stream().anyMatch(file -> !Files.isRegularFile(file.path()));
    }

    /** Ends a read that waits, from any thread, where a stream may let one wait without an end. */
    default void cancel() {}

    /** The files on disk, in order; empty for a stream or a query. */
    default List<OnDisk> files() {
        return List.of();
    }

    /**
     * The file of this path; or, where there is none and the path has {@code *}, {@code ?}, <code>{</code> or {@code [} in
     * it, all files that match it, in the order of their names. {@code **} matches folders too; files and folders whose
     * names start with a dot are skipped.
     *
     * @throws dev.upserter.problem.ProblemException if no file matches
     */
    static DataFile find(String pattern) {
        return Pattern.find(pattern);
    }

    /** A file on disk, shown under the path as given. */
    static DataFile of(Path path) {
        return new OnDisk(path, path.toString());
    }
}
