package dev.upserter.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.upserter.report.Status;
import dev.upserter.run.Trial;
import dev.upserter.run.option.RunOptions;
import dev.upserter.sandbox.Sandbox;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CompletedRunTest {
    private static final String ROWS =
            "[{\"id\": \"1\", \"plan\": \"pro\"}, {\"id\": \"2\", \"plan\": \"pro\"}, {\"id\": \"3\"}, {\"plan\": \"pro\"}]";

    @TempDir
    private Path folder;

    private Path syncFolder() {
        return new StateFolder(folder.resolve("state")).sync("trial");
    }

    private static Trial trial(Path folder, Sandbox sandbox) {
        return new Trial(folder, sandbox).config(config -> config.mapping("plan", "plan"));
    }

    @Test
    void whatARunThatCompletedSawIsKept() throws Exception {
        try (var sandbox = Sandbox.start()) {
            assertThat(trial(folder, sandbox).run(ROWS).status()).isEqualTo(Status.COMPLETED_WITH_PROBLEMS);
        }

        CompletedRun last = CompletedRun.read(syncFolder()).orElseThrow();
        assertThat(last.read()).isEqualTo(4);
        assertThat(last.rejected()).isEqualTo(1);
        assertThat(last.missing()).containsEntry("plan", 1L);
        assertThat(last.hadInMostRows("plan")).isTrue();
        assertThat(last.rejectedAbout(0.27)).isTrue();
        assertThat(last.rejectedAbout(0.28)).isFalse();
        assertThat(last.digests()).containsKeys("mapping", "destination");
    }

    @Test
    void aRunOfAPartOrWithoutSendingLeavesWhatWasKept() throws Exception {
        try (var sandbox = Sandbox.start()) {
            trial(folder, sandbox).options(RunOptions::withDryRun).run(ROWS);
            assertThat(CompletedRun.read(syncFolder())).isEmpty();

            trial(folder, sandbox).run(ROWS);
            Optional<CompletedRun> whole = CompletedRun.read(syncFolder());
            trial(folder, sandbox).options(options -> options.withLimit(1)).run(ROWS);

            assertThat(CompletedRun.read(syncFolder())).isEqualTo(whole).isPresent();
        }
    }

    @Test
    void aFileThatCannotBeReadCountsAsNone() throws Exception {
        Files.createDirectories(syncFolder());
        Files.writeString(syncFolder().resolve("completed.json"), "{\"run\": \"1\", \"version\": \"1\", \"read\": \"x");

        assertThat(CompletedRun.read(syncFolder())).isEmpty();
    }
}
