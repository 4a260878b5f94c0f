package dev.upserter.cli;

import static dev.upserter.cli.SyncFolder.old;
import static dev.upserter.cli.SyncFolder.out;
import static org.assertj.core.api.Assertions.assertThat;

import dev.upserter.sandbox.Sandbox;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Earlier runs: listed, shown again, and removed once they are old. */
class RunsTest {
    private static final int COPIES = 24;

    @TempDir
    Path folder;

    private SyncFolder sync;

    @BeforeEach
    void writeFiles() throws IOException {
        sync = new SyncFolder(
                folder, "userId: id\nmappings: [{from: plan, to: plan}]\nkeepRuns: 30d\n", "id,plan\n1,pro\n2,free\n");
    }

    @Test
    void runsAreListedTheNewestFirstAndShownAsTheyReported() throws IOException {
        String first = runSync().out();
        String older = sync.ids().getFirst();
        Files.writeString(sync.data(), "id,plan\n1,pro\n,free\n");
        String second = runSync().out();
        String other =
                sync.ids().stream().filter(id -> !id.equals(older)).findFirst().orElseThrow();
        List<String> ids = List.of(older, other);

        String list = out("runs", sync.config());
        assertThat(list.lines().map(line -> line.replaceFirst("  .*", "")).limit(3))
                .containsExactly("run", ids.get(1), ids.get(0));
        assertThat(list).containsPattern("with problems +2 +1 +1 ").containsPattern("completed +2 +2 +0 ");
        assertThat(out("runs", "--state", sync.state().toString(), "-n", "1"))
                .contains(ids.get(1))
                .doesNotContain(ids.get(0));

        assertThat(show(ids.get(0))).isEqualTo(upToNext(first));
        assertThat(show(ids.get(1))).isEqualTo(upToNext(second));
        assertThat(out("show", sync.run(ids.get(1)).toString(), "--json"))
                .isEqualTo(Files.readString(sync.run(ids.get(1)).resolve("report.json")) + "\n");
        assertThat(out("show", sync.run(ids.get(1)).toString())).contains("upserter retry " + sync.run(ids.get(1)));
        assertThat(out("runs", sync.config(), "--json"))
                .contains(
                        "\"run\" : \"" + ids.get(1) + "\"",
                        "\"status\" : \"completed_with_problems\"",
                        "\"exitCode\" : 1");
    }

    /** The printed command about a run works as printed: it goes to the same destination and quotes the run's folder. */
    @Test
    void theNextCommandOfARunNamesWhereItWentAndQuotesItsFolder() throws IOException {
        Files.writeString(sync.data(), "id,plan\n1,pro\n,free\n");
        Path state = folder.resolve("st of ours");
        try (var sandbox = Sandbox.start()) {
            var typed = new Typed()
                    .with(Map.of("CUSTOMERIO_SITE_ID", sandbox.siteId(), "CUSTOMERIO_API_KEY", sandbox.apiKey()));
            String endpoint = sandbox.endpoint().toString();
            typed.run(
                    "sync", sync.config(), sync.data().toString(), "--state", state.toString(), "--endpoint", endpoint);
            String id;
            try (Stream<Path> runs = Files.list(state.resolve("runs"))) {
                id = runs.findFirst().orElseThrow().getFileName().toString();
            }

            assertThat(out("show", id, "--state", state.toString()))
                    .endsWith("upserter retry '" + state + "/runs/" + id + "' --endpoint " + endpoint + "\n");
        }
    }

    @Test
    void aRunThatWasCutOffSaysHowMuchIsKnownAndWhatToDo() throws IOException {
        runSync();
        String id = sync.ids().getFirst();
        Path journal = sync.run(id).resolve("journal.txt");
        Files.writeString(
                journal,
                Files.readString(journal)
                                .lines()
                                .filter(line -> line.startsWith("delivered"))
                                .findFirst()
                                .orElseThrow() + "\n");

        assertThat(out("runs", sync.config())).contains(id, "cut off");
        assertThat(out("show", sync.run(id).toString()))
                .contains("was cut off", "2 are known to be delivered", "upserter resume " + sync.run(id))
                .doesNotContain("Completed");
        assertThat(out("show", sync.run(id).toString(), "--json")).contains("\"cut_off\"", "\"delivered\" : 2");
    }

    @Test
    void aRunThatIsNotThereIsAMistakeAndAnEmptyFolderIsNone() {
        var typed = new Typed();
        assertThat(typed.run(
                        "show", "20260101-000000-abcd", "--state", sync.state().toString()))
                .isEqualTo(2);
        assertThat(typed.err()).contains("there is no run 20260101-000000-abcd in the state folder", "upserter runs");
        assertThat(out("runs", sync.config())).contains("there are no runs in");
    }

    @Test
    void aRunRemovesOldOnesButNeverTheLastTwenty() throws IOException {
        runSync();
        sync.copy(sync.ids().getFirst(), COPIES);
        assertThat(out("prune", sync.config(), "--dry-run")).contains("5 runs would be removed");
        assertThat(sync.ids()).hasSize(COPIES + 1);

        runSync();

        assertThat(sync.ids()).hasSize(20).contains(old(COPIES - 1)).doesNotContain(old(0), old(5));
        assertThat(out("prune", sync.config())).contains("no run is old enough");
    }

    @Test
    void aSyncThatFailsEachNightDoesNotFillTheDisk() throws IOException {
        runSync();
        sync.copy(sync.ids().getFirst(), COPIES);
        Files.writeString(sync.data(), "other,plan\n1,pro\n");

        assertThat(runSync().err()).contains("userId");

        assertThat(sync.ids()).hasSize(20).doesNotContain(old(0));
    }

    @Test
    void plansAndDryRunsRemoveOldOnesOfTheirKindAndNoRun() throws IOException {
        runSync();
        String run = sync.ids().getFirst();
        new Typed().run("sync", sync.config(), sync.data().toString(), "--dry-run");
        String look =
                sync.ids().stream().filter(id -> !id.equals(run)).findFirst().orElseThrow();
        sync.copy(look, COPIES);
        Path sent = Files.move(sync.run(run), sync.run("20240101-000000-0000"));

        new Typed().run("sync", sync.config(), sync.data().toString(), "--dry-run");

        assertThat(sync.ids()).hasSize(21).doesNotContain(old(0), old(5)).contains(old(COPIES - 1));
        assertThat(sent).exists();
    }

    @Test
    void theRunsOfASyncThatIsGoneAreRemovedByAnother() throws IOException {
        try (var sandbox = Sandbox.start()) {
            var typed = new Typed()
                    .with(Map.of("CUSTOMERIO_SITE_ID", sandbox.siteId(), "CUSTOMERIO_API_KEY", sandbox.apiKey()));
            String endpoint = sandbox.endpoint().toString();
            typed.run("sync", sync.config(), sync.data().toString(), "--endpoint", endpoint);
            sync.copy(sync.ids().getFirst(), COPIES);
            Path completed = sync.state().resolve("syncs/users/completed.json");
            String noted = Files.readString(completed);
            assertThat(noted).contains("\"fact.keep\" : \"PT720H\"");
            Path other = Files.writeString(folder.resolve("renamed.yaml"), Files.readString(Path.of(sync.config())));

            typed.run("sync", other.toString(), sync.data().toString(), "--endpoint", endpoint);
            assertThat(sync.ids()).hasSize(COPIES + 2);
            Files.writeString(
                    completed,
                    noted.replaceFirst("\"fact.ended\" : \"[^\"]*\"", "\"fact.ended\" : \"2025-01-01T00:00:00Z\""));
            typed.run("sync", other.toString(), sync.data().toString(), "--endpoint", endpoint);

            assertThat(sync.ids()).hasSize(20 + 2).doesNotContain(old(0)).contains(old(COPIES - 1));
        }
    }

    @Test
    void rowsThatWereNotRetriedStayWithTheirReport() throws IOException {
        Files.writeString(sync.data(), "id,plan\n1,pro\n,free\n");
        try (var sandbox = Sandbox.start()) {
            removeButNotRetried(sandbox);
        }
    }

    private void removeButNotRetried(Sandbox sandbox) throws IOException {
        var typed = new Typed()
                .with(Map.of("CUSTOMERIO_SITE_ID", sandbox.siteId(), "CUSTOMERIO_API_KEY", sandbox.apiKey()));
        String endpoint = sandbox.endpoint().toString();
        typed.run("sync", sync.config(), sync.data().toString(), "--endpoint", endpoint);
        sync.copy(sync.ids().getFirst(), COPIES);
        Path retried = sync.run(old(1));
        Path rejected = retried.resolve("rejected.ndjson");
        Files.writeString(
                rejected,
                Files.readString(rejected)
                        .replace("\"record\":{", "\"record\":{\"id\":2,")
                        .replace("\"id\":\"\",", ""));
        Path tried = sync.run(old(2)).resolve("rejected.ndjson");
        Files.copy(rejected, tried, StandardCopyOption.REPLACE_EXISTING);
        assertThat(out("retry", sync.run(old(2)).toString(), "--sandbox")).contains("1 row delivered");
        assertThat(typed.run("retry", retried.toString(), "--endpoint", endpoint))
                .as(typed.err())
                .isZero();
        assertThat(retried).doesNotExist(); // its rows have been delivered now
        Files.createDirectories(sync.run(old(0)).resolve("state/buckets"));
        Files.writeString(sync.run(old(0)).resolve("state/buckets/7"), "spilled");

        assertThat(out("prune", sync.config()))
                .contains("1 run reduced to the rows that were not retried\n  " + old(0));

        try (Stream<Path> files = Files.list(sync.run(old(0)))) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .contains("rejected.ndjson", "report.json", "run.json")
                    .doesNotContain("state");
        }
        assertThat(tried).exists(); // a sandbox shows what would happen: the rows have still not been delivered
        assertThat(out("show", sync.run(old(0)).toString())).contains("1 of 2 rows");
    }

    @Test
    void aRunThatTheNextOneGoesOnWithStays() throws IOException {
        runSync();
        sync.copy(sync.ids().getFirst(), COPIES);
        Path waiting = sync.run(old(0));
        Files.writeString(waiting.resolve("journal.txt"), "");
        Files.writeString(sync.state().resolve("syncs/users/last-run"), old(0) + "\n");

        out("prune", sync.config());

        assertThat(waiting).exists();
        assertThat(sync.run(old(1))).doesNotExist();
    }

    @Test
    void theFolderIsKeptOutOfGitWhereItServesNothingElse() throws IOException {
        runSync();
        assertThat(sync.state().resolve(".gitignore")).hasContent("*\n");
        Path other = Files.createDirectory(folder.resolve("other"));
        new Typed().run("sync", sync.config(), sync.data().toString(), "--sandbox", "--state", other.toString());
        assertThat(other.resolve("runs")).exists();
        assertThat(other.resolve(".gitignore")).doesNotExist();
    }

    private Typed runSync() {
        var typed = new Typed();
        typed.run("sync", sync.config(), sync.data().toString(), "--sandbox");
        return typed;
    }

    private String show(String id) {
        return upToNext(out("show", sync.run(id).toString()));
    }

    /** The people in the sandbox and the next steps do not belong to the report. */
    private static String upToNext(String text) {
        return text.replaceFirst("(?s)\n\n(In the sandbox|Next)\n.*", "").stripTrailing();
    }
}
