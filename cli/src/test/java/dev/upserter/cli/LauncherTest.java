package dev.upserter.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The launcher itself, in a copy of the project's folder where small shell scripts stand in for the JDK and Maven: the test
 * checks what it passes to them and waits for no build.
 */
class LauncherTest {
    private static final Path LAUNCHER = Path.of("..", "upserter").toAbsolutePath();

    @TempDir
    private Path folder;

    private Path home;
    private Path jdk;
    private Path tools;

    @BeforeEach
    void layOut() throws IOException {
        home = Files.createDirectories(folder.resolve("a project with blanks"));
        Files.copy(LAUNCHER, home.resolve("upserter"));
        write(home.resolve("upserter"), Files.readString(LAUNCHER));
        Files.createDirectories(home.resolve("cli/src/main"));
        Files.writeString(home.resolve("pom.xml"), "<project/>");
        jdk = jdk("999.0.1");
        tools = Files.createDirectories(folder.resolve("tools"));
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
    }

    private record Ended(int exitCode, String out, String err) {
        /** The arguments of the JVM, word by word. */
        List<String> words() {
            return out.lines().toList();
        }
    }

    @Test
    void theFirstUseBuildsOnceAndKeepsStandardOutputClean() {
        Ended first = run(home, "./upserter", "sync", "my users.yaml", "-");
        assertThat(first.exitCode()).isEqualTo(7);
        assertThat(first.err()).isEqualTo("building Customer Upserter once; this takes about a minute\n");
        assertThat(first.words())
                .containsSubsequence("dev.upserter.cli.Main", "sync", "my users.yaml", "-")
                .doesNotContain("noise");

        Ended second = run(home, "./upserter", "--version");
        assertThat(second.err()).isEmpty();
        assertThat(builds()).containsExactly("Maven with " + jdk);
    }

    @Test
    void itFindsItsFolderThroughLinksAndFromElsewhere() throws IOException {
        Path elsewhere = Files.createDirectories(folder.resolve("else where"));
        Files.createSymbolicLink(elsewhere.resolve("absolute"), home.resolve("upserter"));
        Files.createSymbolicLink(elsewhere.resolve("relative"), Path.of("absolute"));
        for (String command : List.of("./relative", elsewhere + "/absolute", "../a project with blanks/upserter")) {
            assertThat(run(elsewhere, command).words())
                    .as(command)
                    .anyMatch(word -> word.startsWith(home + "/cli/target/app/") && word.endsWith("/upserter.jar"));
        }
        assertThat(builds()).hasSize(1);
    }

    @Test
    void changedSourcesAreBuiltAnewAndTheBuildBeforeStays() throws IOException {
        run(home, "./upserter");
        Path source = Files.writeString(home.resolve("cli/src/main/Sync.java"), "class Sync {}");
        setYoungerThanTheBuild(source);
        String before = Files.readString(home.resolve("cli/target/app/current")).strip();
        assertThat(run(home, "./upserter").err()).startsWith("building");
        assertThat(home.resolve("cli/target/app").resolve(before)).exists();
        assertThat(Files.readString(home.resolve("cli/target/app/current")).strip())
                .isNotEqualTo(before);
    }

    @Test
    void twoFirstUsesAtOnceBuildOnlyOnce() {
        List<CompletableFuture<Ended>> uses = Stream.generate(
                        () -> CompletableFuture.supplyAsync(() -> run(home, "./upserter", "--version")))
                .limit(3)
                .toList();
        assertThat(uses).allMatch(use -> use.join().exitCode() == 7);
        assertThat(builds()).hasSize(1);
    }

    @Test
    void theLockOfABuildThatDiedIsTakenOver() throws IOException {
        Path lock = Files.createDirectories(home.resolve("cli/target/app/lock"));
        Files.writeString(lock.resolve("owner"), "99999999\n");
        assertThat(run(home, "./upserter").exitCode()).isEqualTo(7);
        assertThat(lock).doesNotExist();
    }

    @Test
    void aBuildThatFailsIsShownAndLeavesNothingHalfDone() throws IOException {
        Files.writeString(tools.resolve("broken"), "");
        Ended ended = run(home, "./upserter", "--version");
        assertThat(ended.exitCode()).isEqualTo(70);
        assertThat(ended.out()).isEmpty();
        assertThat(ended.err()).contains("cannot compile Sync.java", "error: the build failed");
        assertThat(home.resolve("cli/target/app")).isEmptyDirectory();
    }

    @Test
    void aMissingJdkIsNamedWithWhatToDo() throws IOException {
        write(home.resolve("upserter"), Files.readString(LAUNCHER).replace("oldest=21", "oldest=1000"));
        Ended ended = run(home, "./upserter");
        assertThat(ended.exitCode()).isEqualTo(70);
        assertThat(ended.err())
                .contains(
                        "needs a JDK of 1000 or newer; the newest one found is 999.0.1",
                        "hint: install one",
                        "JAVA_HOME");
    }

    @Test
    void aJavaWithoutACompilerIsNotEnoughForTheFirstUse() throws IOException {
        Files.delete(jdk.resolve("bin/javac"));
        Ended ended = run(home, "./upserter");
        assertThat(ended.exitCode()).isEqualTo(70);
        assertThat(ended.err()).contains("has no compiler", "hint: install a whole JDK");
    }

    @Test
    void theNewestJdkIsTakenWhereverItIs() throws IOException {
        Path newer = jdk("1000.1");
        Path jdks = Files.createDirectories(folder.resolve("home/.jdks"));
        Files.createSymbolicLink(jdks.resolve("newer"), newer);
        run(home, "./upserter");
        assertThat(builds()).containsExactly("Maven with " + jdks.resolve("newer"));
    }

    @Test
    void theUsersOptionsReachTheJvmAfterOurs() {
        Ended ended = run(home, "./upserter", "sync", "a", "b");
        assertThat(ended.words())
                .containsSubsequence("-Xmx104m", "-Xmx1g", "-Dmine=1", "dev.upserter.cli.Main")
                .contains("--enable-native-access=ALL-UNNAMED"); // the JVM would warn about the reader of zstd
    }

    @Test
    void theOpenTelemetryModuleIsBesideTheClassPath() {
        Path folder = run(home, "./upserter", "--help").words().stream()
                .filter(word -> word.startsWith("-Dupserter.telemetry="))
                .map(word -> Path.of(word.substring("-Dupserter.telemetry=".length())))
                .findFirst()
                .orElseThrow();
        assertThat(folder)
                .isDirectoryContaining("glob:**/sdk.jar")
                .isDirectoryContaining("glob:**/upserter-telemetry-*");
        assertThat(folder.resolveSibling("lib")).isDirectoryNotContaining("glob:**/sdk.jar");
    }

    @Test
    void theModuleForParquetAndQueriesIsBesideTheClassPath() {
        List<String> words = run(home, "./upserter", "--help").words();
        String modules = words.stream()
                .filter(word -> word.startsWith("-Dupserter.sql="))
                .findFirst()
                .orElseThrow();
        assertThat(modules).endsWith("/sql:" + home + "/drivers");
        Path folder = Path.of(modules.substring("-Dupserter.sql=".length(), modules.indexOf("/sql:")));
        assertThat(folder.resolve("sql")).isDirectoryContaining("glob:**/engine.jar");
        assertThat(folder.resolve("lib")).isDirectoryNotContaining("glob:**/engine.jar");
    }

    @Test
    void onlyTheSandboxMayUseAllTheMemory() {
        assertThat(run(home, "./upserter", "sync", "a", "b").words()).contains("-Xmx104m");
        assertThat(run(home, "./upserter", "serve").words()).contains("-Xmx256m");
        assertThat(run(home, "./upserter", "serve", "--sandbox").words()).contains("-Xmx1g");
        assertThat(run(home, "./upserter", "sandbox").words()).noneMatch(word -> word.matches("-Xmx(104|256)m"));
        assertThat(run(home, "./upserter", "sync", "a", "b", "--sandbox").words())
                .doesNotContain("-Xmx104m");
    }

    @Test
    void smallFilesAreReadByAJvmThatStartsSoonerAndLargeOnesByOneThatRunsFaster() throws IOException {
        Files.writeString(home.resolve("c.json"), "{}");
        Files.writeString(home.resolve("small.json"), "[]");
        try (var large =
                FileChannel.open(home.resolve("large.json"), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            large.write(ByteBuffer.wrap(new byte[] {' '}), 9_000_000);
        }
        String quick = "-XX:TieredStopAtLevel=1";
        assertThat(run(home, "./upserter", "sync", "--json", "c.json", "small.json")
                        .words())
                .contains(quick);
        assertThat(run(home, "./upserter", "sync", "c.json", "large.json").words())
                .doesNotContain(quick);
        assertThat(run(home, "./upserter", "sync", "c.json", "-").words()).doesNotContain(quick);
        assertThat(run(home, "./upserter", "--help").words()).contains(quick);
        for (String command : new String[] {"resume", "retry", "apply"}) {
            assertThat(run(home, "./upserter", command, "last").words()).doesNotContain(quick);
        }
    }

    @Test
    void oneThreadCarriesTheRequestsOfARunThatIsAlone() {
        String one = "-Djdk.virtualThreadScheduler.parallelism=1";
        assertThat(run(home, "./upserter", "sync", "a", "b").words()).contains(one);
        assertThat(run(home, "./upserter", "serve").words()).doesNotContain(one);
        assertThat(run(home, "./upserter", "sandbox").words()).doesNotContain(one);
    }

    @Test
    void longRunsTakeLargePagesWhereTheSystemGrantsThem() throws IOException {
        Path granted = Path.of("/sys/kernel/mm/transparent_hugepage/enabled");
        boolean grants = Files.isReadable(granted) && !Files.readString(granted).contains("[never]");
        String large = "-XX:+UseTransparentHugePages";

        assertThat(run(home, "./upserter", "sync", "c.json", "-").words().contains(large))
                .isEqualTo(grants);
        assertThat(run(home, "./upserter", "serve").words()).doesNotContain(large);
    }

    @Test
    void aJvmThatDoesNotStartWithTheUsersOptionsEndsWithACodeOfItsOwn() throws IOException {
        Files.writeString(jdk.resolve("bin/broken"), "");
        Ended ended = run(home, "./upserter", "sync", "a", "b");
        assertThat(ended.exitCode()).isEqualTo(70);
        assertThat(ended.out()).isEmpty();
        assertThat(ended.err())
                .contains("Too small maximum heap", "error: Java 999.0.1 does not start", "check UPSERTER_JAVA_OPTS");
    }

    @Test
    void theUsersOptionsAreTriedOutOnce() throws IOException {
        for (int i = 0; i < 3; i++) {
            assertThat(run(home, "./upserter", "sync", "a", "b").exitCode()).isEqualTo(7);
        }
        assertThat(jdk.resolve("bin/tries")).hasContent("tried");
        run(home, "./upserter", "serve"); // with more memory
        assertThat(Files.readAllLines(jdk.resolve("bin/tries"))).hasSize(2);
    }

    @Test
    void aBuildThatLacksAJarIsMadeAnew() throws IOException {
        run(home, "./upserter");
        Path app = home.resolve("cli/target/app");
        Files.delete(
                app.resolve(Files.readString(app.resolve("current")).strip()).resolve("sql/engine.jar"));
        assertThat(run(home, "./upserter").err()).startsWith("building");
        Files.delete(home.resolve("pom.xml"));
        Files.delete(
                app.resolve(Files.readString(app.resolve("current")).strip()).resolve("lib/core.jar"));
        Ended ended = run(home, "./upserter");
        assertThat(ended.exitCode()).isEqualTo(70);
        assertThat(ended.err()).contains("error: the program is not whole");
    }

    private Path jdk(String version) throws IOException {
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

    private void setYoungerThanTheBuild(Path source) throws IOException {
        Path current = home.resolve("cli/target/app/current");
        Path started = home.resolve("cli/target/app")
                .resolve(Files.readString(current).strip())
                .resolve("started");
        Files.setLastModifiedTime(
                started,
                java.nio.file.attribute.FileTime.fromMillis(
                        Files.getLastModifiedTime(source).toMillis() - 2_000));
    }

    private Ended run(Path workingFolder, String... command) {
        var process = new ProcessBuilder(new ArrayList<>(List.of(command)))
                .directory(workingFolder.toFile())
                .redirectOutput(file("out").toFile())
                .redirectError(file("err").toFile());
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
        try {
            int exitCode = process.start().waitFor();
            return new Ended(
                    exitCode,
                    Files.readString(process.redirectOutput().file().toPath()),
                    Files.readString(process.redirectError().file().toPath()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private Path file(String name) {
        try {
            return Files.createTempFile(folder, name, ".txt");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<String> builds() {
        try {
            return Files.readAllLines(tools.resolve("builds"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void write(Path file, String text) throws IOException {
        Files.writeString(file, text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
}
