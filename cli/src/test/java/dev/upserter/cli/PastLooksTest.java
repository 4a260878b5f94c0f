package dev.upserter.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Dry runs and plans among earlier runs: marked as what they were, never retried, and removed once they are old. */
class PastLooksTest {
    private static final int COPIES = 22;

    @TempDir
    Path folder;

    private Path config;
    private Path data;

    @BeforeEach
    void writeFiles() throws IOException {
        config = folder.resolve("users.yaml");
        data = folder.resolve("users.csv");
        Files.writeString(config, "userId: id\nincremental: true\nmappings: [{from: plan, to: plan}]\nkeepRuns: 30d\n");
        Files.writeString(data, "id,plan\n1,pro\n,free\n");
    }

    @Test
    void theListSaysWhatEachRunWasFor() throws IOException {
        run("sync", "--dry-run");
        run("plan");
        run("sync", "--baseline", "--sandbox");
        run("sync", "--sandbox");

        assertThat(out("runs", config.toString()))
                .containsPattern("users +sync +with problems +2 +1 +1 +0 ")
                .containsPattern("users +baseline +with problems +2 +0 +1 +0 ")
                .containsPattern("users +plan +with problems +2 +0 +1 +1 ")
                .containsPattern("users +dry run +with problems +2 +0 +1 +1 ");
        assertThat(out("runs", config.toString(), "--json"))
                .contains(
                        "\"purpose\" : \"sync\"",
                        "\"purpose\" : \"baseline\"",
                        "\"purpose\" : \"plan\"",
                        "\"purpose\" : \"dry_run\"");
    }

    @Test
    void aDryRunThatIsShownAgainOffersNothingThatWouldBeRefused() throws IOException {
        run("sync", "--dry-run");

        assertThat(out("show", ids().getFirst(), "--state", state().toString()))
                .startsWith("Dry run: 1 of 2 rows would be delivered; nothing was sent")
                .contains("rejected rows")
                .doesNotContain("retry", "Next");
    }

    @Test
    void aDryRunThatWasKilledIsNotOneThatCanBeResumed() throws IOException {
        run("sync", "--dry-run");
        Files.delete(state().resolve("runs").resolve(ids().getFirst()).resolve("report.json"));

        assertThat(out("show", ids().getFirst(), "--state", state().toString()))
                .contains("was cut off", "nothing was sent", "run the same command again")
                .doesNotContain("resume");
    }

    @Test
    void theirRowsGoWithThemOnceTheyAreOld() throws IOException {
        run("sync", "--dry-run");
        copy(ids().getFirst());
        Files.delete(state().resolve("runs").resolve(old(1)).resolve("report.json"));

        String removed = out("prune", "--state", state().toString(), "--older-than", "30d");

        assertThat(removed).contains("3 runs removed", old(0), old(1), old(2)).doesNotContain("reduced");
        assertThat(ids()).hasSize(COPIES + 1 - 3);
    }

    private void run(String command, String... options) {
        var typed = new Typed();
        assertThat(typed.run(Stream.concat(Stream.of(command, config.toString(), data.toString()), Stream.of(options))
                        .toArray(String[]::new)))
                .as(typed.err())
                .isEqualTo(1);
    }

    private static String out(String... arguments) {
        var typed = new Typed();
        assertThat(typed.run(arguments)).as(typed.out() + typed.err()).isZero();
        return typed.out();
    }

    private Path state() {
        return folder.resolve(".upserter");
    }

    private List<String> ids() throws IOException {
        try (Stream<Path> runs = Files.list(state().resolve("runs"))) {
            return runs.map(run -> run.getFileName().toString()).sorted().toList();
        }
    }

    private static String old(int i) {
        return "20250101-0000%02d-0000".formatted(i);
    }

    private void copy(String id) throws IOException {
        for (int i = 0; i < COPIES; i++) {
            Path copy = Files.createDirectories(state().resolve("runs").resolve(old(i)));
            for (String file : List.of("report.json", "rejected.ndjson")) {
                Files.copy(state().resolve("runs").resolve(id).resolve(file), copy.resolve(file));
            }
        }
    }
}
