package dev.upserter;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How to start Java with the classes under test, in less than half the CPU time. The first process that ends by itself leaves an
 * archive of what it has loaded (class data sharing), and the others take it. Such an archive needs jars: folders are packed
 * into some that last as long as this process.
 */
public final class ChildJvm {
    private ChildJvm() {}

    /**
     * A command for many short processes, which may be killed.
     *
     * @param main      the class to start
     * @param arguments its arguments
     */
    public static List<String> command(Class<?> main, String... arguments) {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-XX:-UsePerfData",
                "-Xlog:disable",
                "-XX:+AutoCreateSharedArchive",
                "-XX:SharedArchiveFile=" + Packed.FOLDER.resolve("classes.jsa"),
                "-cp",
                Packed.CLASS_PATH,
                main.getName()));
        command.addAll(List.of(arguments));
        return command;
    }

    /** The class path of this process, with jars in place of folders. */
    private static final class Packed {
        static final Path FOLDER = folder();
        static final String CLASS_PATH = classPath();

        private Packed() {}

        private static Path folder() {
            try {
                Path folder = Files.createTempDirectory("children");
                folder.toFile().deleteOnExit();
                folder.resolve("classes.jsa").toFile().deleteOnExit();
                return folder;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private static String classPath() {
            var parts = new LinkedHashSet<>(
                    List.of(System.getProperty("java.class.path").split(File.pathSeparator)));
            return parts.stream()
                    .map(Path::of)
                    .map(part -> Files.isDirectory(part) ? packed(part) : part.toString())
                    .collect(Collectors.joining(File.pathSeparator));
        }

        private static String packed(Path classes) {
            try {
                Path jar = Files.createTempFile(FOLDER, "part", ".jar");
                jar.toFile().deleteOnExit();
                try (var out = new JarOutputStream(Files.newOutputStream(jar));
                        Stream<Path> files = Files.walk(classes)) {
                    out.setLevel(0);
                    for (Path file : files.filter(Files::isRegularFile).toList()) {
                        out.putNextEntry(new JarEntry(classes.relativize(file).toString()));
                        Files.copy(file, out);
                    }
                }
                return jar.toString();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
