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
 * Finds the module that reads Parquet and asks databases: on the class path, or else in the folders that the system property
 * {@code upserter.sql} names. Its 80 MB stay out of the way of whoever does not need it. Threads may share it.
 */
final class RowsProviders {
    private static final String FOLDERS = "upserter.sql";
    private static @Nullable RowsProvider found;

    private RowsProviders() {}

    /**
     * The module.
     *
     * @param place what needs it
     * @throws dev.upserter.problem.ProblemException if it is not there
     */
    static synchronized RowsProvider find(Location place, String what) {
        if (found == null) {
            found = onClassPath().or(RowsProviders::inFolders).orElse(null);
        }
        if (found == null) {
            throw SourceProblems.stop(
                    place,
                    what + " needs the module upserter-sql, which is not there",
                    "start the program by ./upserter, which brings it; or add dev.upserter:upserter-sql to the class path");
        }
        return found;
    }

    private static Optional<RowsProvider> onClassPath() {
        return ServiceLoader.load(RowsProvider.class, RowsProvider.class.getClassLoader())
                .findFirst();
    }

    private static Optional<RowsProvider> inFolders() {
        var jars = new ArrayList<URL>();
        for (String folder : System.getProperty(FOLDERS, "").split(File.pathSeparator, -1)) {
            if (!folder.isEmpty() && Files.isDirectory(Path.of(folder))) {
                jars.addAll(jars(Path.of(folder)));
            }
        }
        // Open for as long as the program runs: its classes are loaded when they are needed.
        var loader = new URLClassLoader("upserter-sql", jars.toArray(URL[]::new), RowsProvider.class.getClassLoader());
        return ServiceLoader.load(RowsProvider.class, loader).findFirst();
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
