package dev.upserter.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.upserter.history.PastRun;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Saved syncs that run when a file arrives. */
class WatchTest {
    private static final Duration LOOK = Duration.ofSeconds(10);

    @TempDir
    Path folder;

    private SimulatedServer server(String source) throws IOException {
        var server = new SimulatedServer(folder, "2026-01-01T12:00:00Z");
        server.write("users.yaml", """
            source: {file: "%s"}
            userId: id
            mappings: [{from: name, to: name}]
            watch: true
            """.formatted(source));
        Files.createDirectories(server.syncs.resolve("in"));
        return server;
    }

    private static List<Long> looks(SimulatedServer server, int count) throws Exception {
        for (int i = 0; i < count; i++) {
            server.later(LOOK);
        }
        return server.delivered("users");
    }

    @Test
    void aFileIsTakenOnceItIsQuiet() throws Exception {
        try (var server = server("in/*.csv")) {
            assertThat(looks(server, 2)).isEmpty();
            Path file = server.write("in/a.csv", "id,name\nana,Ana\n");
            assertThat(looks(server, 1)).isEmpty();
            Files.writeString(file, "bo,Bo\n", StandardOpenOption.APPEND);
            assertThat(looks(server, 1)).as("it grew").isEmpty();
            assertThat(looks(server, 1)).containsExactly(2L);
            assertThat(looks(server, 5)).as("never twice").hasSize(1);

            server.write("in/b.csv", "id,name\ncy,Cy\n");
            assertThat(looks(server, 3)).as("the new file alone").containsExactly(2L, 1L);
            server.stop();
            server.restart();
            assertThat(looks(server, 3)).as("nor after a restart").hasSize(2);
        }
    }

    @Test
    void aFileThatIsRenamedIntoPlaceIsTaken() throws Exception {
        try (var server = server("in/users.csv")) {
            Path draft = server.write("in/.users.csv.part", "id,name\nana,Ana\n");
            assertThat(looks(server, 2)).isEmpty();
            Files.move(draft, server.syncs.resolve("in/users.csv"), StandardCopyOption.ATOMIC_MOVE);
            assertThat(looks(server, 3)).containsExactly(1L);

            Path next = server.write("in/.users.csv.part", "id,name\nbob,Bob\n");
            Files.setLastModifiedTime(next, Files.getLastModifiedTime(server.syncs.resolve("in/users.csv")));
            Files.move(next, server.syncs.resolve("in/users.csv"), StandardCopyOption.REPLACE_EXISTING);
            assertThat(looks(server, 3)).as("of the same length and time").containsExactly(1L, 1L);
        }
    }

    @Test
    void theSameContentIsNotTakenAgain() throws Exception {
        try (var server = server("in/users.csv")) {
            Path file = server.write("in/users.csv", "id,name\nana,Ana\n");
            assertThat(looks(server, 3)).hasSize(1);
            Files.setLastModifiedTime(file, FileTime.fromMillis(1_000));
            assertThat(looks(server, 3)).hasSize(1);
            Files.delete(file);
            assertThat(looks(server, 3)).hasSize(1);
            server.write("in/users.csv", "id,name\nana,Ana\n");
            assertThat(looks(server, 3)).hasSize(1);
            server.write("in/users.csv", "id,name\nana,Anna\n");
            assertThat(looks(server, 3)).hasSize(2);
        }
    }

    @Test
    void aFileThatLacksItsEndIsNotTaken() throws Exception {
        try (var server = server("in/users.csv.gz")) {
            var packed = new ByteArrayOutputStream();
            try (var out = new GZIPOutputStream(packed)) {
                out.write("id,name\nana,Ana\n".getBytes(StandardCharsets.UTF_8));
            }
            byte[] whole = packed.toByteArray();
            Path file = server.syncs.resolve("in/users.csv.gz");
            Files.write(file, Arrays.copyOf(whole, whole.length - 6));
            assertThat(looks(server, 6)).isEmpty();
            Files.write(file, whole);
            assertThat(looks(server, 3)).containsExactly(1L);
        }
    }

    @Test
    void aFileThatIsRefusedWaitsForItsChange() throws Exception {
        try (var server = server("in/users.csv")) {
            server.write("in/users.csv", "key,name\nana,Ana\n");
            looks(server, 8);
            assertThat(server.runs("users"))
                    .hasSize(1)
                    .first()
                    .extracting(PastRun::ending)
                    .isEqualTo(PastRun.Ending.ENDED);
            server.write("in/users.csv", "id,name\nana,Ana\n");
            looks(server, 3);
            assertThat(server.delivered("users")).containsExactly(0L, 1L);
        }
    }

    @Test
    void aFolderThatVanishesIsToldOnceAndComesBack() throws Exception {
        Path told = folder.resolve("told");
        try (var server = server("in/users.csv")) {
            Files.writeString(
                    server.syncs.resolve("users.yaml"),
                    "alerts: [{command: [sh, -c, \"cat >> '" + told + "'\"], when: [failed, recovered]}]\n",
                    StandardOpenOption.APPEND);
            server.write("in/users.csv", "id,name\nana,Ana\n");
            assertThat(looks(server, 3)).hasSize(1);
            Files.move(server.syncs.resolve("in"), folder.resolve("away"));
            assertThat(looks(server, 3)).hasSize(1);
            assertThat(Files.readAllLines(told)).hasSize(1).first().asString().contains("INPUT_NOT_FOUND");
            Files.writeString(folder.resolve("away/users.csv"), "id,name\nbo,Bo\n");
            Files.move(folder.resolve("away"), server.syncs.resolve("in"));
            assertThat(looks(server, 3)).hasSize(2);
            assertThat(Files.readAllLines(told)).hasSize(2).last().asString().contains("recovered");
        }
    }

    @Test
    void aFileThatCannotBeReadIsToldOnceAndTakenOnceItCan() throws Exception {
        Path unreadable = Path.of("/proc/self/mem");
        assumeThat(unreadable).exists();
        Path told = folder.resolve("told");
        try (var server = server("in/users.csv")) {
            Files.writeString(
                    server.syncs.resolve("users.yaml"),
                    "alerts: [{command: [sh, -c, \"cat >> '" + told + "'\"], when: [failed, recovered]}]\n",
                    StandardOpenOption.APPEND);
            Path file = Files.createSymbolicLink(server.syncs.resolve("in/users.csv"), unreadable);
            assertThat(looks(server, 5)).isEmpty();
            assertThat(Files.readAllLines(told)).hasSize(1).first().asString().contains("INPUT_UNREADABLE");
            Files.delete(file);
            server.write("in/users.csv", "id,name\nana,Ana\n");
            assertThat(looks(server, 3)).containsExactly(1L);
        }
    }

    @Test
    void aFileThatWasRefusedIsTakenByAConfigurationThatWasBrokenInBetween() throws Exception {
        try (var server = server("in/users.csv")) {
            String wrong = Files.readString(server.syncs.resolve("users.yaml"));
            server.write("in/users.csv", "key,name\nana,Ana\n");
            looks(server, 3);
            assertThat(server.runs("users")).hasSize(1);
            server.write("users.yaml", wrong + "mapings: []\n");
            looks(server, 2);
            server.write("users.yaml", wrong.replace("userId: id", "userId: key"));
            assertThat(looks(server, 3)).containsExactly(0L, 1L);
        }
    }

    @Test
    void aMirrorReadsAllFilesAndWaitsForAll() throws Exception {
        try (var server = server("in/*.csv")) {
            Files.writeString(server.syncs.resolve("users.yaml"), "mode: mirror\n", StandardOpenOption.APPEND);
            server.write("in/a.csv", "id,name\nana,Ana\nbo,Bo\n");
            assertThat(looks(server, 3)).containsExactly(2L);
            Path growing = server.write("in/b.csv", "id,name\n");
            for (int i = 0; i < 4; i++) {
                Files.writeString(growing, "c" + i + ",C\n", StandardOpenOption.APPEND);
                server.later(LOOK);
            }
            assertThat(server.runs("users")).hasSize(1);
            looks(server, 3);
            assertThat(server.runs("users")
                            .getLast()
                            .report()
                            .orElseThrow()
                            .records()
                            .read())
                    .isEqualTo(6);
        }
    }

    @Test
    void aSyncFollowsAnotherThatCompleted() throws Exception {
        try (var server = server("in/users.csv")) {
            server.write("orders.csv", "id,name\nana,Ana\n");
            String after = "source: {file: orders.csv}\nuserId: id\nafter: users\n";
            server.write("orders.yaml", after);
            server.write("always.yaml", after + "onError: continue\n");
            server.write("lost.yaml", after.replace("users", "userz"));
            server.write("in/users.csv", "key,name\nana,Ana\n");
            looks(server, 4);
            assertThat(server.runs("orders")).as("users was refused").isEmpty();
            assertThat(server.runs("always")).hasSize(1);

            server.write("in/users.csv", "id,name\nana,Ana\n");
            looks(server, 5);
            assertThat(server.runs("orders")).hasSize(1);
            assertThat(server.runs("always")).hasSize(2);
            assertThat(server.runs("lost")).isEmpty();

            String users = Files.readString(server.syncs.resolve("users.yaml"));
            server.write("users.yaml", users + "mapings: []\n");
            looks(server, 2);
            server.write("users.yaml", users);
            server.write("in/users.csv", "id,name\nbo,Bo\n");
            looks(server, 5);
            assertThat(server.runs("orders")).as("users was broken, and is not").hasSize(2);
        }
    }
}
