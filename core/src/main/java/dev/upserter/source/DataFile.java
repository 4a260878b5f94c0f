package dev.upserter.source;

import dev.upserter.source.open.Spool;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

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
     * @param name the name that messages show
     */
    record Streamed(InputStream in, String name) implements DataFile {}

    /**
     * Several files on disk, read one after another as if they were one; records are counted through all of them.
     *
     * @param files the files, in this order; one or more
     * @param name  the name that messages show
     */
    record Several(List<OnDisk> files, String name) implements DataFile {
        public Several {
            files = List.copyOf(files);
        }
    }

    /**
     * The answer to a question, which may come in another order each time it is asked.
     *
     * @param query  the question
     * @param folder where relative paths of files start
     * @param name   the name that messages show
     */
    record Query(QueryConfig query, Path folder, String name) implements DataFile {}

    /**
     * The answer to a question as it was written down, see {@link Spool}: it is read again and again, and is the same.
     *
     * @param path where it is
     * @param name the name that messages show
     */
    record Answer(Path path, String name) implements DataFile {
        @Override
        public List<OnDisk> files() {
            return List.of(new OnDisk(path, name));
        }
    }

    /** Whether a read may wait for somebody else: a pipe, which may be a file on disk, too, or a database. */
    default boolean mayWait() {
        return files().isEmpty() || files().stream().anyMatch(file -> !Files.isRegularFile(file.path()));
    }

    /** The files on disk, in order; none for a stream or a query. */
    default List<OnDisk> files() {
        return List.of();
    }

    /**
     * The file of this path; or, where there is none and the path has {@code *}, {@code ?}, <code>{</code> or {@code [}
     * in it, all files that it matches, in the order of their names. {@code **} matches folders too; files and folders
     * whose names start with a dot are passed over.
     *
     * @throws dev.upserter.problem.ProblemException if it matches no file
     */
    static DataFile find(String pattern) {
        return Pattern.find(pattern);
    }

    /** A file on disk, shown under the path as given. */
    static DataFile of(Path path) {
        return new OnDisk(path, path.toString());
    }
}
