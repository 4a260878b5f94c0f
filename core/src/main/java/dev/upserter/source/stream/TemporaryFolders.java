package dev.upserter.source.stream;

import dev.upserter.problem.Code;
import dev.upserter.problem.DiskFailure;
import dev.upserter.problem.Location;
import dev.upserter.problem.Problem;
import dev.upserter.problem.ProblemException;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Finds a folder for temporary files. The system's folder may be missing, full, read-only, or mounted without permission to
 * run code; then the program's own folders are tried. Thread-safe.
 */
public final class TemporaryFolders {
    /**
     * The system property that names further folders, in the form of a class path: the launcher's, and the state folder.
     */
    public static final String FURTHER = "upserter.temporary";

    /** The system property with the value of {@code TMPDIR}: Java would warn about a folder that does not exist. */
    private static final String NAMED = "upserter.tmpdir";

    /** What to do if no folder can be used. */
    private static final String HINT =
            "set TMPDIR to a folder that exists, can be written, has space, and is not mounted with noexec. Without the"
                    + " launcher, set the JVM option -Djava.io.tmpdir";

    /** The size of a small temporary file: on a full disk, empty files can still be created. */
    private static final int PROBE = 64 << 10;

    private TemporaryFolders() {}

    /** Uses a folder. */
    @FunctionalInterface
    public interface Use<T> {
        T in(Path folder) throws IOException;
    }

    /** Adds a folder to try, after the known ones. */
    public static synchronized void add(Path folder) {
        String known = System.getProperty(FURTHER, "");
        String name = folder.toAbsolutePath().toString();
        if (!List.of(known.split(File.pathSeparator, -1)).contains(name)) {
            System.setProperty(FURTHER, known.isEmpty() ? name : known + File.pathSeparator + name);
        }
    }

    /**
     * Creates a folder for the user only, in the first place where files can be written.
     *
     * @param place what requires it
     * @param what  the same in words, such as {@code a query}
     * @throws ProblemException if there is no such place
     */
    public static Path create(String prefix, Location place, String what) {
        return first(place, what + " needs a folder for temporary files", folder -> {
            Path made = Files.createTempDirectory(folder, prefix);
            try {
                Path probe = Files.write(made.resolve("probe"), new byte[PROBE]);
                Files.delete(probe);
                return made;
            } catch (IOException e) {
                remove(made);
                throw e;
            }
        });
    }

    /**
     * The result for the first folder with which the use succeeds.
     *
     * @param need what requires a folder, as the start of the message
     * @throws ProblemException if it succeeds with none; names each folder, and why
     */
    public static <T> T first(Location place, String need, Use<T> use) {
        var tried = new ArrayList<String>();
        for (Path folder : candidates()) {
            try {
                if (!folder.equals(systemFolder())) {
                    makeOwn(folder);
                }
                return use.in(folder);
            } catch (IOException e) {
                tried.add(folder + " (" + reason(e) + ")");
            }
        }
        throw new ProblemException(Problem.of(
                Code.OUT_OF_RESOURCES, place, need + ", and none can be used: " + String.join(", ", tried), HINT));
    }

    private static List<Path> candidates() {
        var folders = new ArrayList<Path>();
        folders.add(systemFolder());
        for (String further : System.getProperty(FURTHER, "").split(File.pathSeparator, -1)) {
            if (!further.isEmpty()) {
                folders.add(Path.of(further));
            }
        }
        return folders;
    }

    private static Path systemFolder() {
        String named = System.getProperty(NAMED, "");
        return Path.of(named.isEmpty() ? System.getProperty("java.io.tmpdir", "/tmp") : named)
                .toAbsolutePath();
    }

    private static void makeOwn(Path folder) throws IOException {
        boolean posix = folder.getFileSystem().supportedFileAttributeViews().contains("posix");
        Files.createDirectories(
                folder,
                posix
                        ? new FileAttribute<?>[] {
                            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"))
                        }
                        : new FileAttribute<?>[0]);
    }

    /**
     * Requires that code in the folder can be run.
     *
     * @throws IOException if the folder is mounted without that permission
     */
    public static void requireExecutable(Path folder) throws IOException {
        Path script = Files.createTempFile(folder, "probe", ".sh");
        try {
            makeScript(script);
            run(script);
        } finally {
            Files.deleteIfExists(script);
        }
    }

    /** Writes a script that does nothing. */
    public static void makeScript(Path script) throws IOException {
        Files.writeString(script, "#!/bin/sh\n");
        if (!script.toFile().setExecutable(true, false) || !script.toFile().setReadable(true, false)) {
            throw new IOException("no code may run from it");
        }
    }

    /**
     * Runs it.
     *
     * @throws IOException if its folder is mounted without permission to run code
     */
    public static void run(Path script) throws IOException {
        try {
            Process process = new ProcessBuilder(script.toString()).start();
            if (!process.waitFor(5, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            String message = String.valueOf(e.getMessage());
            if (message.contains("error=13")
                    || message.contains("error: 13")) { // EACCES, in the words of older and newer JDKs
                throw new IOException("mounted with noexec: no code may run from it", e);
            }
        }
    }

    private static String reason(IOException e) {
        if (e instanceof NoSuchFileException) {
            return "there is no such folder";
        }
        return DiskFailure.reason(e);
    }

    private static void remove(Path folder) throws IOException {
        Files.deleteIfExists(folder.resolve("probe"));
        Files.deleteIfExists(folder);
    }
}
