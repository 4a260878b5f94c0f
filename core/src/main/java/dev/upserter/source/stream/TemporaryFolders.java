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
 * Finds a folder for temporary files. The system's own may be missing, full, read-only, or mounted so that no code runs from it;
 * then the program's own folders are tried. Threads may share it.
 */
public final class TemporaryFolders {
    /** The system property that names further folders, as a class path does: the launcher's, and the state folder. */
    public static final String FURTHER = "upserter.temporary";

    /** The system property that names what {@code TMPDIR} does: Java would warn of a folder that is not there. */
    private static final String NAMED = "upserter.tmpdir";

    /** What to do where no folder can be used. */
    private static final String HINT =
            "set TMPDIR to a folder that exists, can be written, has space, and is not mounted with noexec; without the"
                    + " launcher, set the JVM option -Djava.io.tmpdir";

    /** As much as a small temporary file has: a full disk still makes empty ones. */
    private static final int PROBE = 64 << 10;

    private TemporaryFolders() {}

    /** Does something with a folder. */
    @FunctionalInterface
    public interface Use<T> {
        T in(Path folder) throws IOException;
    }

    /** One more folder to try, after those that are known. */
    public static synchronized void add(Path folder) {
        String known = System.getProperty(FURTHER, "");
        String name = folder.toAbsolutePath().toString();
        if (!List.of(known.split(File.pathSeparator, -1)).contains(name)) {
            System.setProperty(FURTHER, known.isEmpty() ? name : known + File.pathSeparator + name);
        }
    }

    /**
     * Makes a folder for the user alone, in the first place that takes files.
     *
     * @param place what needs it
     * @param what  the same in words, such as {@code a query}
     * @throws ProblemException if no place does
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
     * The result of the first folder in which the use succeeds.
     *
     * @param need what a folder is needed for, as the start of the message
     * @throws ProblemException if it succeeds in none; names each, and why
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
     * Makes sure that code in the folder may run.
     *
     * @throws IOException if the folder is mounted so that none may
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
     * @throws IOException if its folder is mounted so that no code may run
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
                    || message.contains("error: 13")) { // EACCES, as older and newer JDKs tell it
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
