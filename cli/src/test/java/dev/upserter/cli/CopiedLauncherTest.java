package dev.upserter.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.upserter.cli.StandIns.Ended;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The launcher in a copy of a clone, and in a package. */
class CopiedLauncherTest {
    @TempDir
    private Path folder;

    private StandIns standIns;

    @BeforeEach
    void layOut() throws IOException {
        standIns = StandIns.in(folder);
    }

    @Test
    void aCopyOfACloneRunsWithoutABuildThoughItsTimesAreNewAndNothingCanBeWritten() throws IOException {
        Files.writeString(standIns.home().resolve("cli/src/main/Sync.java"), "class Sync {}");
        standIns.run(standIns.home(), "./upserter");
        Path copy = folder.resolve("copy");
        shell(
                "cp -r \"$0\" \"$1\" && find \"$1\" -name started -exec touch -t 200001010000 {} + && chmod -R a-w \"$1\"",
                standIns.home(),
                copy);
        Ended ended = standIns.run(copy, "./upserter");
        assertThat(ended.err()).isEmpty();
        assertThat(ended.words()).anyMatch(word -> word.startsWith(copy + "/cli/target/app/"));
        assertThat(standIns.builds()).hasSize(1);

        shell("chmod -R u+w \"$0\"", copy);
        Files.writeString(copy.resolve("cli/src/main/Sync.java"), "class Sync { }");
        assertThat(standIns.run(copy, "./upserter").err()).startsWith("building");
    }

    /** As on some file systems of a network, which say that a file may be written, and then refuse. */
    @Test
    void aCopyRunsWithoutABuildThoughNoTimeCanBeSet() throws IOException {
        Files.writeString(standIns.home().resolve("cli/src/main/Sync.java"), "class Sync {}");
        standIns.run(standIns.home(), "./upserter");
        Path copy = folder.resolve("copy");
        shell(
                "cp -r \"$0\" \"$1\" && find \"$1\" -name started -exec touch -t 200001010000 {} +",
                standIns.home(),
                copy);
        StandIns.write(standIns.tools().resolve("touch"), "#!/bin/sh\nexit 1\n");
        assertThat(standIns.run(copy, "./upserter").err()).isEmpty();
        assertThat(standIns.builds()).hasSize(1);
    }

    @Test
    void whoDidNotBuildTheProgramMayReadIt() throws IOException {
        String maven = Files.readString(standIns.tools().resolve("mvn"));
        StandIns.write(standIns.tools().resolve("mvn"), maven + "chmod 600 \"$cli/lib/core.jar\"\n");
        standIns.run(standIns.home(), "./upserter");
        Path jar = StandIns.build(standIns.home()).resolve("lib/core.jar");
        assertThat(Files.getPosixFilePermissions(jar))
                .contains(PosixFilePermission.GROUP_READ, PosixFilePermission.OTHERS_READ);
    }

    @Test
    void theJarsOfACopyGetTheTimeBackThatJavasCacheKnows() throws IOException {
        standIns.run(standIns.home(), "./upserter");
        Path copy = folder.resolve("copy");
        shell("cp -r \"$0\" \"$1\"", standIns.home(), copy);
        standIns.run(copy, "./upserter");
        for (String jar : List.of("upserter.jar", "lib/core.jar")) {
            assertThat(Files.getLastModifiedTime(StandIns.build(copy).resolve(jar)))
                    .as(jar)
                    .isEqualTo(Files.getLastModifiedTime(
                            StandIns.build(standIns.home()).resolve(jar)));
        }
    }

    @Test
    void aPackageBringsItsJavaAndIsNeverBuilt() throws IOException {
        standIns.run(standIns.home(), "./upserter");
        Path installed = Files.createDirectories(folder.resolve("an installed program"));
        Files.copy(standIns.home().resolve("upserter"), installed.resolve("upserter"));
        shell("cp -r \"$0\" \"$1\"", StandIns.build(standIns.home()), installed.resolve("app"));
        shell("cp -r \"$0\" \"$1\"", standIns.jdk("21.0.1"), installed.resolve("runtime"));
        shell("mv \"$0/java-999.0.1.cache.none\" \"$0/java-21.0.1.cache\"", installed.resolve("app"));
        Files.writeString(installed.resolve("pom.xml"), "<project/>");

        Ended ended = standIns.run(installed, "./upserter", "sync", "a", "b");
        assertThat(ended.exitCode()).isEqualTo(7);
        assertThat(ended.err()).isEmpty();
        assertThat(ended.words())
                .contains(
                        "-XX:SharedArchiveFile=" + installed + "/app/java-21.0.1.cache",
                        installed + "/app/upserter.jar");
        assertThat(standIns.builds()).hasSize(1);

        Files.delete(installed.resolve("app/lib/core.jar"));
        Ended broken = standIns.run(installed, "./upserter", "sync", "a", "b");
        assertThat(broken.exitCode()).isEqualTo(70);
        assertThat(broken.err()).contains("error: the program is not whole: " + installed, "hint: install it again");
    }

    private static void shell(String script, Path... arguments) throws IOException {
        var command = new ArrayList<>(List.of("/bin/sh", "-c", script));
        for (Path argument : arguments) {
            command.add(argument.toString());
        }
        try {
            assertThat(new ProcessBuilder(command).inheritIO().start().waitFor())
                    .as(script)
                    .isZero();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
