package dev.upserter.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;

/** The real launcher and a real JDK, in a folder of its own where the classes under test are the build. */
final class Launched {
    private final Path folder;
    private String before = "";
    private String options = "";

    private Launched(Path folder) {
        this.folder = folder;
    }

    /** How it ended. */
    record Ended(int exitCode, String out, String err) {}

    /** What is written to standard input. */
    interface Input {
        void writeTo(OutputStream in) throws IOException;
    }

    static Launched in(Path folder) throws IOException {
        Launched launched = withCache(folder);
        Files.writeString(app(folder).resolve("java-" + System.getProperty("java.version") + ".cache.none"), "");
        return launched;
    }

    /** The launcher makes its start-up cache with the first command: for many commands. */
    static Launched withCache(Path folder) throws IOException {
        Path launcher = folder.resolve("upserter");
        Files.copy(Path.of("..", "upserter"), launcher);
        Files.setPosixFilePermissions(launcher, PosixFilePermissions.fromString("rwxr-xr-x"));
        Path app = Files.createDirectories(app(folder));
        Files.writeString(app.resolveSibling("current"), "tested\n");
        Files.writeString(app.resolve("jars"), "");
        writeJar(app);
        return new Launched(folder);
    }

    /** The folder of the program's jars. */
    static Path app(Path folder) {
        return folder.resolve("cli/target/app/tested");
    }

    /**
     * A jar that refers to all others. Folders of classes are packed, since loading a class from a folder takes a file
     * descriptor, and Java makes no cache of it.
     */
    private static void writeJar(Path app) throws IOException {
        var names = new ArrayList<String>();
        for (String part : System.getProperty("java.class.path").split(":", -1)) {
            Path path = Path.of(part).toAbsolutePath();
            if (path.endsWith("test-classes") || path.endsWith("test")) {
                continue;
            }
            if (Files.isDirectory(path)) {
                path = packed(path, app.resolve("part-" + names.size() + ".jar"));
            }
            names.add(path.toUri().toString());
        }
        var manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(Attributes.Name.CLASS_PATH, String.join(" ", names));
        new JarOutputStream(Files.newOutputStream(app.resolve("upserter.jar")), manifest).close();
    }

    private static Path packed(Path classes, Path jar) throws IOException {
        try (var out = new JarOutputStream(Files.newOutputStream(jar));
                Stream<Path> files = Files.walk(classes)) {
            out.setLevel(0);
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                out.putNextEntry(new JarEntry(classes.relativize(file).toString()));
                Files.copy(file, out);
            }
        }
        return jar;
    }

    /** Starts it after a shell command, such as one that lowers a limit. */
    Launched after(String command) {
        before = command + "; ";
        return this;
    }

    Launched withJavaOptions(String given) {
        options = given;
        return this;
    }

    Ended run(String... arguments) throws IOException, InterruptedException {
        return run(in -> {}, arguments);
    }

    Ended run(Input input, String... arguments) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of("/bin/sh", "-c", before + "exec \"$@\"", "sh"));
        command.add(folder.resolve("upserter").toString());
        command.addAll(List.of(arguments));
        Path out = Files.createTempFile(folder, "out", ".txt");
        Path err = Files.createTempFile(folder, "err", ".txt");
        var builder = new ProcessBuilder(command).directory(folder.toFile());
        builder.redirectOutput(out.toFile()).redirectError(err.toFile());
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().put("UPSERTER_JAVA_OPTS", options);
        builder.environment().keySet().removeIf(name -> name.equals("JAVA_TOOL_OPTIONS") || name.startsWith("OTEL_"));
        Process process = builder.start();
        try (OutputStream in = process.getOutputStream()) {
            input.writeTo(in);
        } catch (IOException closed) {
            // it has ended, and says why
        }
        try {
            int exitCode = process.waitFor();
            return new Ended(exitCode, text(out), text(err));
        } finally {
            process.destroyForcibly();
        }
    }

    private static String text(Path file) throws IOException {
        return Files.readString(file, StandardCharsets.UTF_8);
    }
}
