package dev.upserter.run;

import dev.upserter.config.SyncConfig;
import dev.upserter.history.RunFolder;
import dev.upserter.history.RunId;
import dev.upserter.json.JsonValue;
import dev.upserter.problem.ProblemException;
import dev.upserter.run.execution.Execution;
import dev.upserter.run.option.RunOptions;
import dev.upserter.run.option.StopWatch;
import dev.upserter.source.DataFile;
import dev.upserter.source.Source;
import dev.upserter.source.SourceProblems;
import dev.upserter.source.open.Sources;
import dev.upserter.source.stream.HostStream;
import dev.upserter.state.PrivateFiles;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Rows that can be read only once, such as a stream's, or that would be others the next time, such as a query's: they are written
 * to a folder of the state folder first, and whoever reads them, several syncs or one that looks at all rows before, reads that.
 * The folder goes when it is closed, or with the next one, if the process was killed. For one thread.
 */
public final class WrittenAside implements AutoCloseable {
    private static final System.Logger LOGGER = System.getLogger(WrittenAside.class.getName());
    private static final String LOCK = "lock";
    private static final int BUFFER = 1 << 16;

    private final Path root;
    private final RunOptions options;
    private @Nullable Path folder;
    private @Nullable FileChannel lock;
    private int count;

    /** Nothing is written yet. */
    public WrittenAside(RunOptions options) {
        this.root = options.stateFolder().resolve("aside");
        this.options = options;
    }

    /**
     * The rows in a form in which several syncs can read them; the same if they can do that already.
     *
     * @param config says how to ask a database
     * @throws ProblemException if they could not be read, or not be written
     */
    public DataFile of(DataFile data, SyncConfig config) {
        return switch (data) {
            case DataFile.Query query -> Plan.freeze(query, config, options, next());
            case DataFile.Streamed stream -> new DataFile.Aside(copy(stream.in(), stream.name()), stream.name(), false);
            case DataFile.Handed handed -> new DataFile.Aside(copy(handed), handed.name(), true);
            case DataFile.OnDisk file -> file.mayWait() ? new DataFile.Aside(copy(file), file.name(), false) : file;
            case DataFile.Several several -> several.mayWait() ? several(several) : several;
            case DataFile.Answer answer -> answer;
            case DataFile.Aside aside -> aside;
        };
    }

    private DataFile several(DataFile.Several several) {
        var files = new ArrayList<DataFile.OnDisk>();
        for (DataFile.OnDisk file : several.files()) {
            files.add(file.mayWait() ? new DataFile.OnDisk(copy(file), file.name()) : file);
        }
        return new DataFile.Several(files, several.name());
    }

    private Path copy(DataFile.OnDisk pipe) {
        if (Files.isDirectory(pipe.path()) || !Files.exists(pipe.path())) {
            return pipe.path(); // whoever opens it says what is wrong
        }
        try (InputStream in = HostStream.ofPipe(pipe.path())) {
            return copy(in, pipe.name());
        } catch (IOException e) {
            throw SourceProblems.unreadable(pipe.name(), e);
        }
    }

    private Path copy(InputStream in, String name) {
        Path file = next();
        try (var watch = StopWatch.on(options.stop(), () -> close(in));
                OutputStream out =
                        new BufferedOutputStream(Files.newOutputStream(PrivateFiles.createFile(file)), BUFFER)) {
            byte[] buffer = new byte[BUFFER];
            for (int n = read(in, buffer, name); n >= 0; n = read(in, buffer, name)) {
                out.write(buffer, 0, n);
            }
        } catch (IOException e) {
            throw RunFolder.unwritable(file, e);
        }
        if (options.stop().isStopped()) {
            throw new ProblemException(Execution.interrupted());
        }
        return file;
    }

    private Path copy(DataFile.Handed handed) {
        Path file = next();
        try (Source rows = Sources.open(handed);
                var watch = StopWatch.on(options.stop(), rows::cancel);
                OutputStream out =
                        new BufferedOutputStream(Files.newOutputStream(PrivateFiles.createFile(file)), BUFFER)) {
            while (!options.stop().isStopped() && rows.hasNext()) {
                JsonValue row = rows.next().json();
                out.write(row.bytes(), row.start(), row.length());
                out.write('\n');
            }
        } catch (IOException e) {
            throw RunFolder.unwritable(file, e);
        }
        if (options.stop().isStopped()) {
            throw new ProblemException(Execution.interrupted());
        }
        return file;
    }

    private static void close(InputStream in) {
        try {
            in.close();
        } catch (IOException e) {
            // it is no longer needed
        }
    }

    /** What breaks off because the stop closed the stream is no problem of the stream's. */
    private int read(InputStream in, byte[] buffer, String name) {
        try {
            return options.stop().isStopped() ? -1 : in.read(buffer);
        } catch (IOException e) {
            if (options.stop().isStopped()) {
                return -1;
            }
            throw SourceProblems.unreadable(name, e);
        }
    }

    private Path next() {
        try {
            Path made = folder;
            if (made == null) {
                made = make();
                folder = made;
            }
            return made.resolve("rows-" + ++count);
        } catch (IOException e) {
            throw RunFolder.unwritable(root, e);
        }
    }

    /** While one process looks for folders that nobody holds, no other is just making its own. */
    private Path make() throws IOException {
        PrivateFiles.makeFolders(root);
        synchronized (WrittenAside.class) {
            try (FileChannel all = FileChannel.open(
                            root.resolveSibling("aside.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                    FileLock held = all.lock()) {
                removeAbandoned();
                return makeOwn();
            }
        }
    }

    private Path makeOwn() throws IOException {
        Path made = root.resolve(RunId.of(Instant.now(), RandomGenerator.getDefault()));
        PrivateFiles.makeFolders(made);
        FileChannel channel = FileChannel.open(PrivateFiles.createFile(made.resolve(LOCK)), StandardOpenOption.WRITE);
        channel.lock();
        lock = channel;
        return made;
    }

    /** Those of processes that were killed: nobody holds their locks any longer. */
    private void removeAbandoned() throws IOException {
        List<Path> folders;
        try (Stream<Path> list = Files.list(root)) {
            folders = list.toList();
        }
        for (Path old : folders) {
            if (isAbandoned(old.resolve(LOCK))) {
                PrivateFiles.remove(old);
            }
        }
    }

    private static boolean isAbandoned(Path lock) throws IOException {
        if (!Files.exists(lock)) {
            return true; // whoever made it was killed before it was locked
        }
        try (FileChannel channel = FileChannel.open(lock, StandardOpenOption.WRITE);
                FileLock taken = channel.tryLock()) {
            return taken != null;
        } catch (OverlappingFileLockException ownProcess) {
            return false;
        }
    }

    @Override
    public void close() {
        try {
            if (folder != null) {
                PrivateFiles.remove(folder);
            }
            if (lock != null) {
                lock.close();
            }
        } catch (IOException e) {
            LOGGER.log(System.Logger.Level.WARNING, "rows that were written aside could not be removed: " + folder, e);
        }
    }
}
