package dev.upserter.cli;

import static dev.upserter.cli.SyncFolder.old;
import static dev.upserter.cli.SyncFolder.out;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Dry runs and plans among earlier runs: marked as what they were, never retried, and removed once they are old. */
class PastLooksTest {
    private static final int COPIES = 22;

    @TempDir
    Path folder;

    private SyncFolder sync;

    @BeforeEach
    void writeFiles() throws IOException {
        sync = new SyncFolder(
                folder,
                "userId: id\nincremental: true\nmappings: [{from: plan, to: plan}]\nkeepRuns: 30d\n",
                "id,plan\n1,pro\n,free\n");
    }

    @Test
    void theListSaysWhatEachRunWasFor() throws IOException {
        run("sync", "--dry-run");
        run("plan");
        run("sync", "--baseline", "--sandbox");
        run("sync", "--sandbox");

        assertThat(out("runs", sync.config()))
                .containsPattern("users +sync +with problems +2 +1 +1 +0 ")
                .containsPattern("users +baseline +with problems +2 +0 +1 +0 ")
                .containsPattern("users +plan +with problems +2 +0 +1 +1 ")
                .containsPattern("users +dry run +with problems +2 +0 +1 +1 ");
        assertThat(out("runs", sync.config(), "--json"))
                .contains(
                        "\"purpose\" : \"sync\"",
                        "\"purpose\" : \"baseline\"",
                        "\"purpose\" : \"plan\"",
                        "\"purpose\" : \"dry_run\"");
    }

    @Test
    void aDryRunThatIsShownAgainOffersNothingThatWouldBeRefused() throws IOException {
        run("sync", "--dry-run");

        assertThat(out("show", sync.ids().getFirst(), "--state", sync.state().toString()))
                .startsWith("Dry run: 1 of 2 rows would be delivered. Nothing was sent")
                .contains("rejected rows")
                .doesNotContain("retry", "Next");
    }

    @Test
    void aDryRunThatWasKilledIsNotOneThatCanBeResumed() throws IOException {
        run("sync", "--dry-run");
        Files.delete(sync.run(sync.ids().getFirst()).resolve("report.json"));

        assertThat(out("show", sync.ids().getFirst(), "--state", sync.state().toString()))
                .contains("was cut off", "Nothing was sent", "run the same command again")
                .doesNotContain("resume");
    }

    @Test
    void theirRowsGoWithThemOnceTheyAreOld() throws IOException {
        run("sync", "--dry-run");
        sync.copy(sync.ids().getFirst(), COPIES);
        Files.delete(sync.run(old(1)).resolve("report.json"));

        String removed = out("prune", "--state", sync.state().toString(), "--older-than", "30d");

        assertThat(removed).contains("3 runs removed", old(0), old(1), old(2)).doesNotContain("reduced");
        assertThat(sync.ids()).hasSize(COPIES + 1 - 3);
    }

    private void run(String command, String... options) {
        var typed = new Typed();
        assertThat(typed.run(Stream.concat(
                                Stream.of(command, sync.config(), sync.data().toString()), Stream.of(options))
                        .toArray(String[]::new)))
                .as(typed.err())
                .isEqualTo(1);
    }
}
