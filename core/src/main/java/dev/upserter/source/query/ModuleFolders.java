package dev.upserter.source.query;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Loads the classes of a module from folders of jars that are not read until the module is needed. */
public final class ModuleFolders {
    private ModuleFolders() {}

    /**
     * The loader of a module's classes, which can use the classes of the program. It stays open for as long as the program
     * runs: its classes are loaded when they are needed.
     *
     * @param name     of the module
     * @param property the system property that names the folders, as a class path does; missing ones are skipped
     */
    public static ClassLoader loader(String name, String property) {
        var jars = new ArrayList<URL>();
        for (String folder : System.getProperty(property, "").split(File.pathSeparator, -1)) {
            if (!folder.isEmpty() && Files.isDirectory(Path.of(folder))) {
                jars.addAll(jars(Path.of(folder)));
            }
        }
        return new ModuleLoader(name, jars, ModuleFolders.class.getClassLoader());
    }

    /**
     * Requires that the native code of a module can be loaded, if its classes come from a folder.
     *
     * @throws dev.upserter.problem.ProblemException if no folder allows loading it
     */
    public static void requireNative(Class<?> ofModule) {
        if (ofModule.getClassLoader() instanceof ModuleLoader loader) {
            loader.library();
        }
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
