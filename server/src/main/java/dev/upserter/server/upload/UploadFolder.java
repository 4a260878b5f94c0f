package dev.upserter.server.upload;

import dev.upserter.problem.Code;
import dev.upserter.problem.DiskFailure;
import dev.upserter.problem.Location;
import dev.upserter.problem.Problem;
import dev.upserter.problem.ProblemException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * Where uploads wait for their run, with other files that end with the server: {@code uploads/server-…} in the state
 * folder, one per server, accessible to its owner only. A server that crashes leaves it there; the next one to start
 * removes it. Thread-safe.
 */
public final class UploadFolder implements AutoCloseable {
    private static final String LOCK = "lock";

    /** Folders of this process: checking their locks would release the locks. */
    private static final Set<Path> OWN = ConcurrentHashMap.newKeySet();

    private final Path folder;
    private final FileChannel lock;

    private UploadFolder(Path folder, FileChannel lock) {
        this.folder = folder;
        this.lock = lock;
    }

    /**
     * Creates the folder of a server that starts.
     *
     * @throws ProblemException if the state folder cannot be written
     */
    public static UploadFolder open(Path stateFolder) {
        try {
            Path uploads = stateFolder.resolve("uploads").toAbsolutePath();
            Files.createDirectories(uploads, forOwner(stateFolder));
            return openIn(uploads);
        } catch (IOException e) {
            var place = new Location.InFile(stateFolder.toString());
            throw new ProblemException(
                    Problem.of(
                            Code.STATE_UNWRITABLE,
                            place,
                            "the state folder cannot be written: " + DiskFailure.reason(e)),
                    e);
        }
    }

    /** One at a time, in this process and on this machine, so that no folder is removed before it is locked. */
    private static synchronized UploadFolder openIn(Path uploads) throws IOException {
        try (FileChannel gate = openLock(uploads)) {
            gate.lock();
            removeLeftovers(uploads);
            Path own = Files.createTempDirectory(uploads, "server-");
            FileChannel lock = openLock(own);
            lock.lock();
            OWN.add(own);
            return new UploadFolder(own, lock);
        }
    }

    /** Where states are kept that end with the server; created when first needed. */
    public Path states() {
        return folder.resolve("states");
    }

    StoredFile create() {
        return StoredFile.create(folder);
    }

    /** The free bytes on the disk. */
    long usableBytes() throws IOException {
        return Files.getFileStore(folder).getUsableSpace();
    }

    @Override
    public void close() {
        if (!OWN.remove(folder)) {
            return;
        }
        try (lock) {
            remove(folder);
        } catch (IOException e) {
            System.getLogger(UploadFolder.class.getName())
                    .log(System.Logger.Level.WARNING, "uploads stay until the next start: {0}", folder);
        }
    }

    private static void removeLeftovers(Path uploads) throws IOException {
        try (DirectoryStream<Path> folders =
                Files.newDirectoryStream(uploads, entry -> Files.isDirectory(entry, LinkOption.NOFOLLOW_LINKS))) {
            for (Path folder : folders) {
                if (!OWN.contains(folder) && isAbandoned(folder)) {
                    remove(folder);
                }
            }
        }
    }

    private static boolean isAbandoned(Path folder) throws IOException {
        try (FileChannel channel = openLock(folder);
                FileLock lock = channel.tryLock()) {
            return lock != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }

    private static void remove(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        } catch (UncheckedIOException e) {
            throw new IOException("the folder cannot be read", e);
        }
    }

    private static FileChannel openLock(Path folder) throws IOException {
        return FileChannel.open(folder.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    }

    private static FileAttribute<?>[] forOwner(Path path) {
        boolean posix = path.getFileSystem().supportedFileAttributeViews().contains("posix");
        return posix
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"))
                }
                : new FileAttribute<?>[0];
    }
}
