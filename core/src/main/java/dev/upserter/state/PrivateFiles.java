package dev.upserter.state;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Files and folders that only the user can access. */
public final class PrivateFiles {
    private static final boolean POSIX =
            FileSystems.getDefault().supportedFileAttributeViews().contains("posix");

    private PrivateFiles() {}

    private static FileAttribute<?>[] permissions(String text) {
        return POSIX
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(text))}
                : new FileAttribute<?>[0];
    }

    /** The owner of a file, or of a link itself; the same for all files where the system does not say. */
    public static Object owner(Path path) throws IOException {
        return POSIX ? Files.getOwner(path, LinkOption.NOFOLLOW_LINKS) : "";
    }

    /** Creates a folder and its missing parents. */
    public static void makeFolders(Path folder) throws IOException {
        Files.createDirectories(folder, permissions("rwx------"));
    }

    /** Creates an empty file, which must not exist. */
    public static Path createFile(Path file) throws IOException {
        return Files.createFile(file, permissions("rw-------"));
    }

    /** Creates an empty file unless it exists, so that a power failure does not undo it; several processes may do so at once. */
    public static Path makeFile(Path file) throws IOException {
        if (!Files.exists(file)) {
            try {
                createFile(file);
                forceFolder(file.resolveSibling("."));
            } catch (FileAlreadyExistsException another) {
                // another process has made it
            }
        }
        return file;
    }

    /** Replaces a file by one that was forced to disk, so that even a power failure leaves one of them complete. */
    public static void replace(Path whole, Path file) throws IOException {
        Files.move(whole, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        forceFolder(file.resolveSibling("."));
    }

    /** Makes the names in a folder survive a power failure, where the system can do that. */
    public static void forceFolder(Path folder) {
        if (POSIX) {
            try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
                channel.force(true);
            } catch (IOException unsupported) {
                // some file systems cannot; the content of the files is safe
            }
        }
    }

    /** Removes a file, or a folder with all its content, if it exists. Links are removed, not followed. */
    public static void remove(Path gone) throws IOException {
        if (!Files.exists(gone, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        List<Path> all;
        try (Stream<Path> walk = Files.walk(gone)) {
            all = walk.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path path : all) {
            Files.delete(path);
        }
    }
}
