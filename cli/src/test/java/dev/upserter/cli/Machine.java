package dev.upserter.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Collectors;

/** The launcher, in a folder where the classes under test stand in for the build, as a process under a shell. */
final class Machine {
    private final Path folder;
    private final Path launcher;
    private final Map<String, String> environment = new HashMap<>();

    Machine(Path folder) throws IOException {
        this.folder = folder;
        Path home = Files.createDirectories(folder.resolve("program"));
        this.launcher = Files.copy(Path.of("..", "upserter"), home.resolve("upserter"));
        Files.setPosixFilePermissions(launcher, PosixFilePermissions.fromString("rwxr-xr-x"));
        Path app = Files.createDirectories(home.resolve("cli/target/app/build"));
        Files.writeString(app.resolveSibling("current"), "build\n");
        Files.createFile(app.resolve("started"));
        Files.writeString(app.resolve("jars"), "upserter.jar\n");
        pack(app.resolve("upserter.jar"));
        withoutCaches(app);
        environment.put("PATH", "/usr/sbin:/usr/bin:/sbin:/bin");
        environment.put("JAVA_HOME", System.getProperty("java.home"));
        environment.put("HOME", Files.createDirectory(folder.resolve("home")).toString());
    }

    /** A jar that only refers to the class path of this process. */
    private static void pack(Path jar) throws IOException {
        String classPath = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> !entry.isEmpty())
                .map(entry -> Path.of(entry).toUri().toString())
                .collect(Collectors.joining(" "));
        var manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(Attributes.Name.CLASS_PATH, classPath);
        try (OutputStream file = Files.newOutputStream(jar)) {
            new JarOutputStream(file, manifest).close();
        }
    }

    /** Keeps the launcher from making a cache for the JDK that it uses. */
    private static void withoutCaches(Path app) throws IOException {
        var jdks = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"))));
        if (Files.isDirectory(Path.of("/usr/lib/jvm"))) {
            try (DirectoryStream<Path> others = Files.newDirectoryStream(Path.of("/usr/lib/jvm"))) {
                others.forEach(jdks::add);
            }
        }
        for (Path jdk : jdks) {
            if (Files.isReadable(jdk.resolve("release"))) {
                String release = Files.readString(jdk.resolve("release"));
                String version = release.replaceFirst("(?s).*\\bJAVA_VERSION=\"([^\"]*)\".*", "$1");
                Files.writeString(app.resolve("java-" + version + ".cache.none"), "");
            }
        }
    }

    /** Sets an environment variable; an empty value removes it. */
    Machine with(String name, String value) {
        if (value.isEmpty()) {
            environment.remove(name);
        } else {
            environment.put(name, value);
        }
        return this;
    }

    Path folder() {
        return folder;
    }

    /** How a process ended. */
    record Ended(int exitCode, String out, String err) {
        /** The content of standard output, which must be one JSON object. */
        JsonNode report() throws IOException {
            return new ObjectMapper().readTree(out);
        }
    }

    /** Runs the command as typed. */
    Ended run(String... arguments) throws IOException, InterruptedException {
        return shell("exec \"$@\"", arguments);
    }

    /** Runs a shell script in which {@code "$@"} is the command. */
    Ended shell(String script, String... arguments) throws IOException, InterruptedException {
        return start(List.of("/bin/sh", "-c", script, "sh"), arguments);
    }

    /** The same, in a namespace where the script may mount file systems. */
    Ended mounting(String script, String... arguments) throws IOException, InterruptedException {
        var words = new ArrayList<>(unshare());
        words.addAll(List.of("/bin/sh", "-c", script, "sh"));
        return start(words, arguments);
    }

    /** Whether {@link #mounting} is possible here. */
    static boolean canMount() throws IOException, InterruptedException {
        try {
            var words = new ArrayList<>(unshare());
            words.addAll(List.of("mount", "-t", "tmpfs", "tmpfs", "/mnt"));
            return new ProcessBuilder(words)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException missing) {
            return false;
        }
    }

    private static List<String> unshare() {
        return "root".equals(System.getProperty("user.name"))
                ? List.of("unshare", "-m")
                : List.of("unshare", "-r", "-m");
    }

    private Ended start(List<String> words, String... arguments) throws IOException, InterruptedException {
        var command = new ArrayList<>(words);
        command.add(launcher.toString());
        command.addAll(List.of(arguments));
        Path out = Files.createTempFile(folder, "out", ".txt");
        Path err = Files.createTempFile(folder, "err", ".txt");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        builder.environment().clear();
        builder.environment().putAll(environment);
        Process process = builder.start();
        process.getOutputStream().close();
        if (!process.waitFor(30, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new AssertionError("it hangs: " + command);
        }
        return new Ended(
                process.exitValue(),
                Files.readString(out, StandardCharsets.UTF_8),
                Files.readString(err, StandardCharsets.UTF_8));
    }
}
