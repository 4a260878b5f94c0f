package dev.upserter.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunArchiveTest {
    @TempDir
    Path state;

    @Test
    void theNewestRunComesFirstEvenIfSeveralStartedInTheSameSecond() throws IOException {
        run("20261125-101112-0001", 3000);
        run("20261125-101112-ffff", 1000);
        run("20261125-101112-7777", 2000);
        run("20261125-101113-0000", 500);
        run("20261124-235959-ffff", 9000);

        assertThat(new RunArchive(state).ids(4))
                .containsExactly(
                        "20261125-101113-0000", "20261125-101112-0001", "20261125-101112-7777", "20261125-101112-ffff");
    }

    private void run(String id, long written) throws IOException {
        Path folder = Files.createDirectories(state.resolve("runs").resolve(id));
        Path header = Files.writeString(folder.resolve("run.json"), "{}");
        Files.setLastModifiedTime(header, FileTime.fromMillis(written));
    }
}
