package dev.upserter.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;

/** The launcher in a copy of the project's folder, where small shell scripts stand in for the JDK and Maven. */
final class StandIns {
    static final Path LAUNCHER = Path.of("..", "upserter").toAbsolutePath();

    private final Path folder;
    private final Path home;
    private final Path tools;
    private final Path jdk;

    private StandIns(Path folder, Path home, Path tools) throws IOException {
        this.folder = folder;
        this.home = home;
        this.tools = tools;
        this.jdk = jdk("999.0.1");
    }

    static StandIns in(Path folder) throws IOException {
        Path home = Files.createDirectories(folder.resolve("a project with blanks"));
        write(home.resolve("upserter"), Files.readString(LAUNCHER));
        Files.createDirectories(home.resolve("cli/src/main"));
        Files.writeString(home.resolve("pom.xml"), "<project/>");
        Path tools = Files.createDirectories(folder.resolve("tools"));
        write(tools.resolve("mvn"), """
                #!/bin/sh
                echo "Maven with $JAVA_HOME" >>"$(dirname "$0")/builds"
                echo noise
                [ ! -e "$(dirname "$0")/broken" ] || { echo "cannot compile Sync.java"; exit 1; }
                cli=$(dirname "$6")/cli/target
                mkdir -p "$cli/lib" && echo 1 >"$cli/upserter-cli-0.1.0.jar" && echo 1 >"$cli/lib/core.jar"
                sql=$(dirname "$6")/sql/target
                mkdir -p "$sql/lib" && echo 1 >"$sql/upserter-sql-0.1.0.jar" && echo 1 >"$sql/lib/engine.jar"
                telemetry=$(dirname "$6")/telemetry/target
                mkdir -p "$telemetry/lib"
                echo 1 >"$telemetry/upserter-telemetry-0.1.0.jar" && echo 1 >"$telemetry/lib/sdk.jar"
                """);
        return new StandIns(folder, home, tools);
    }

    Path home() {
        return home;
    }

    Path tools() {
        return tools;
    }

    /** The newest JDK. */
    Path jdk() {
        return jdk;
    }

    /** The folder of the current build of a copy. */
    static Path build(Path home) throws IOException {
        Path builds = home.resolve("cli/target/app");
        return builds.resolve(Files.readString(builds.resolve("current")).strip());
    }

    /** How the launcher ended. */
    record Ended(int exitCode, String out, String err) {
        /** The arguments of the JVM, word by word. */
        List<String> words() {
            return out.lines().toList();
        }
    }

    /** Makes a JDK. */
    Path jdk(String version) throws IOException {
        Path jdk = Files.createDirectories(folder.resolve("jdk-" + version));
        Files.writeString(jdk.resolve("release"), "IMPLEMENTOR=\"Nobody\"\nJAVA_VERSION=\"" + version + "\"\n");
        write(Files.createDirectories(jdk.resolve("bin")).resolve("java"), """
                #!/bin/sh
                case "$*" in
                  *-Dupserter.command=*) printf '%s\\n' "$@"; exit 7 ;; # the program itself
                  *dev.upserter.cli.Main*) # tried out
                    echo tried >>"$(dirname "$0")/tries"
                    [ ! -e "$(dirname "$0")/broken" ] || { echo "Too small maximum heap" >&2; exit 1; }
                    echo upserter 0.1.0 ;;
                esac
                """);
        write(jdk.resolve("bin/javac"), "#!/bin/sh\n");
        return jdk;
    }

    Ended run(Path workingFolder, String... command) {
        try {
            Path out = Files.createTempFile(folder, "out", ".txt");
            Path err = Files.createTempFile(folder, "err", ".txt");
            var process = new ProcessBuilder(command)
                    .directory(workingFolder.toFile())
                    .redirectOutput(out.toFile())
                    .redirectError(err.toFile());
            process.environment().clear();
            process.environment()
                    .putAll(Map.of(
                            "PATH",
                            tools + ":/usr/bin:/bin",
                            "HOME",
                            folder.resolve("home").toString(),
                            "JAVA_HOME",
                            jdk.toString(),
                            "UPSERTER_JAVA_OPTS",
                            "-Xmx1g -Dmine=1"));
            return new Ended(process.start().waitFor(), Files.readString(out), Files.readString(err));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    List<String> builds() {
        try {
            return Files.readAllLines(tools.resolve("builds"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void write(Path file, String text) throws IOException {
        Files.writeString(file, text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
}
