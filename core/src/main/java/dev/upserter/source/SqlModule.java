package dev.upserter.source;

import dev.upserter.problem.Location;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import org.jspecify.annotations.Nullable;

/**
 * Finds the module that reads Parquet and talks to databases: on the class path, or else in the folders that the system property
 * {@code upserter.sql} names. Its 80 MB stay out of the way of whoever does not need it. Threads may share it.
 */
public final class SqlModule {
    private static final String FOLDERS = "upserter.sql";
    private static @Nullable ClassLoader folders;

    private SqlModule() {}

    /**
     * A service of the module's.
     *
     * @param service what it does
     * @param place   what needs it
     * @param what    the same in words
     * @throws dev.upserter.problem.ProblemException if it is not there
     */
    public static <T> T find(Class<T> service, Location place, String what) {
        return in(SqlModule.class.getClassLoader(), service)
                .or(() -> in(folders(), service))
                .orElseThrow(
                        () -> SourceProblems.stop(
                                place,
                                what + " needs the module upserter-sql, which is not there",
                                "start the program by ./upserter, which brings it; or add dev.upserter:upserter-sql to the class path"));
    }

    private static <T> Optional<T> in(ClassLoader loader, Class<T> service) {
        return ServiceLoader.load(service, loader).findFirst();
    }

    private static synchronized ClassLoader folders() {
        if (folders == null) {
            folders = ofFolders();
        }
        return folders;
    }

    private static ClassLoader ofFolders() {
        var jars = new ArrayList<URL>();
        for (String folder : System.getProperty(FOLDERS, "").split(File.pathSeparator, -1)) {
            if (!folder.isEmpty() && Files.isDirectory(Path.of(folder))) {
                jars.addAll(jars(Path.of(folder)));
            }
        }
        // Open for as long as the program runs: its classes are loaded when they are needed.
        return new URLClassLoader("upserter-sql", jars.toArray(URL[]::new), SqlModule.class.getClassLoader());
    }

    private static List<URL> jars(Path folder) {
        var jars = new ArrayList<URL>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*.jar")) {
            for (Path file : files) {
                jars.add(file.toUri().toURL());
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the folder of a module cannot be read", e);
        }
        return jars;
    }
}
