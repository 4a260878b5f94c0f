package dev.upserter.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.upserter.cli.StandIns.Ended;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * The launcher itself, in a copy of the project's folder where small shell scripts stand in for the JDK and Maven: the test
 * checks what it passes to them and waits for no build.
 */
@Execution(ExecutionMode.CONCURRENT)
class LauncherTest {
    @TempDir
    private Path folder;

    private StandIns standIns;
    private Path home;
    private Path jdk;
    private Path tools;

    @BeforeEach
    void layOut() throws IOException {
        standIns = StandIns.in(folder);
        home = standIns.home();
        jdk = standIns.jdk();
        tools = standIns.tools();
    }

    private Ended run(Path workingFolder, String... command) {
        return standIns.run(workingFolder, command);
    }

    private List<String> builds() {
        return standIns.builds();
    }

    @Test
    void theFirstUseBuildsOnceAndKeepsStandardOutputClean() {
        Ended first = run(home, "./upserter", "sync", "my users.yaml", "-");
        assertThat(first.exitCode()).isEqualTo(7);
        assertThat(first.err()).isEqualTo("building Customer Upserter once. This takes about a minute\n");
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
        StandIns.write(
                home.resolve("upserter"), Files.readString(StandIns.LAUNCHER).replace("oldest=21", "oldest=1000"));
        Ended ended = run(home, "./upserter");
        assertThat(ended.exitCode()).isEqualTo(70);
        assertThat(ended.err())
                .contains(
                        "needs a JDK of 1000 or newer. The newest one found is 999.0.1",
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
        Path newer = standIns.jdk("1000.1");
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
        Files.delete(StandIns.build(home).resolve("sql/engine.jar"));
        assertThat(run(home, "./upserter").err()).startsWith("building");
        Files.delete(home.resolve("pom.xml"));
        Files.delete(StandIns.build(home).resolve("lib/core.jar"));
        Ended ended = run(home, "./upserter");
        assertThat(ended.exitCode()).isEqualTo(70);
        assertThat(ended.err()).contains("error: the program is not whole");
    }

    private void setYoungerThanTheBuild(Path source) throws IOException {
        Files.setLastModifiedTime(
                StandIns.build(home).resolve("started"),
                java.nio.file.attribute.FileTime.fromMillis(
                        Files.getLastModifiedTime(source).toMillis() - 2_000));
    }
}
