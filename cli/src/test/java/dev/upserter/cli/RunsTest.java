package dev.upserter.cli;

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

    private Path config;
    private Path data;

    @BeforeEach
    void writeFiles() throws IOException {
        config = folder.resolve("users.yaml");
        data = folder.resolve("users.csv");
        Files.writeString(config, "userId: id\nmappings: [{from: plan, to: plan}]\nkeepRuns: 30d\n");
        Files.writeString(data, "id,plan\n1,pro\n2,free\n");
    }

    @Test
    void runsAreListedTheNewestFirstAndShownAsTheyReported() throws IOException {
        String first = sync().out();
        String older = ids().getFirst();
        Files.writeString(data, "id,plan\n1,pro\n,free\n");
        String second = sync().out();
        String other =
                ids().stream().filter(id -> !id.equals(older)).findFirst().orElseThrow();
        List<String> ids = List.of(older, other);

        String list = out("runs", config.toString());
        assertThat(list.lines().map(line -> line.replaceFirst("  .*", "")).limit(3))
                .containsExactly("run", ids.get(1), ids.get(0));
        assertThat(list).containsPattern("with problems +2 +1 +1 ").containsPattern("completed +2 +2 +0 ");
        assertThat(out("runs", "--state", state().toString(), "-n", "1"))
                .contains(ids.get(1))
                .doesNotContain(ids.get(0));

        assertThat(show(ids.get(0))).isEqualTo(upToNext(first));
        assertThat(show(ids.get(1))).isEqualTo(upToNext(second));
        assertThat(out("show", run(ids.get(1)).toString(), "--json"))
                .isEqualTo(Files.readString(run(ids.get(1)).resolve("report.json")) + "\n");
        assertThat(out("show", run(ids.get(1)).toString())).contains("upserter retry " + run(ids.get(1)));
        assertThat(out("runs", config.toString(), "--json"))
                .contains(
                        "\"run\" : \"" + ids.get(1) + "\"",
                        "\"status\" : \"completed_with_problems\"",
                        "\"exitCode\" : 1");
    }

    /** The printed command about a run works as printed: it goes to the same destination and quotes the run's folder. */
    @Test
    void theNextCommandOfARunNamesWhereItWentAndQuotesItsFolder() throws IOException {
        Files.writeString(data, "id,plan\n1,pro\n,free\n");
        Path state = folder.resolve("st of ours");
        try (var sandbox = Sandbox.start()) {
            var typed = new Typed()
                    .with(Map.of("CUSTOMERIO_SITE_ID", sandbox.siteId(), "CUSTOMERIO_API_KEY", sandbox.apiKey()));
            String endpoint = sandbox.endpoint().toString();
            typed.run("sync", config.toString(), data.toString(), "--state", state.toString(), "--endpoint", endpoint);
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
        sync();
        String id = ids().getFirst();
        Path journal = run(id).resolve("journal.txt");
        Files.writeString(
                journal,
                Files.readString(journal)
                                .lines()
                                .filter(line -> line.startsWith("delivered"))
                                .findFirst()
                                .orElseThrow() + "\n");

        assertThat(out("runs", config.toString())).contains(id, "cut off");
        assertThat(out("show", run(id).toString()))
                .contains("was cut off", "2 are known to be delivered", "upserter resume " + run(id))
                .doesNotContain("Completed");
        assertThat(out("show", run(id).toString(), "--json")).contains("\"cut_off\"", "\"delivered\" : 2");
    }

    @Test
    void aRunThatIsNotThereIsAMistakeAndAnEmptyFolderIsNone() {
        var typed = new Typed();
        assertThat(typed.run("show", "20260101-000000-abcd", "--state", state().toString()))
                .isEqualTo(2);
        assertThat(typed.err()).contains("there is no run 20260101-000000-abcd in the state folder", "upserter runs");
        assertThat(out("runs", config.toString())).contains("there are no runs in");
    }

    @Test
    void aRunRemovesOldOnesButNeverTheLastTwenty() throws IOException {
        sync();
        copy(ids().getFirst(), COPIES);
        assertThat(out("prune", config.toString(), "--dry-run")).contains("5 runs would be removed");
        assertThat(ids()).hasSize(COPIES + 1);

        sync();

        assertThat(ids()).hasSize(20).contains(old(COPIES - 1)).doesNotContain(old(0), old(5));
        assertThat(out("prune", config.toString())).contains("no run is old enough");
    }

    @Test
    void rowsThatWereNotRetriedStayWithTheirReport() throws IOException {
        Files.writeString(data, "id,plan\n1,pro\n,free\n");
        try (var sandbox = Sandbox.start()) {
            removeButNotRetried(sandbox);
        }
    }

    private void removeButNotRetried(Sandbox sandbox) throws IOException {
        var typed = new Typed()
                .with(Map.of("CUSTOMERIO_SITE_ID", sandbox.siteId(), "CUSTOMERIO_API_KEY", sandbox.apiKey()));
        String endpoint = sandbox.endpoint().toString();
        typed.run("sync", config.toString(), data.toString(), "--endpoint", endpoint);
        copy(ids().getFirst(), COPIES);
        Path retried = run(old(1));
        Path rejected = retried.resolve("rejected.ndjson");
        Files.writeString(
                rejected,
                Files.readString(rejected)
                        .replace("\"record\":{", "\"record\":{\"id\":2,")
                        .replace("\"id\":\"\",", ""));
        Path tried = run(old(2)).resolve("rejected.ndjson");
        Files.copy(rejected, tried, StandardCopyOption.REPLACE_EXISTING);
        assertThat(out("retry", run(old(2)).toString(), "--sandbox")).contains("1 row delivered");
        assertThat(typed.run("retry", retried.toString(), "--endpoint", endpoint))
                .as(typed.err())
                .isZero();
        Files.createDirectories(run(old(0)).resolve("state/buckets"));
        Files.writeString(run(old(0)).resolve("state/buckets/7"), "spilled");

        assertThat(out("prune", config.toString()))
                .contains("1 run removed\n  " + old(1), "1 run reduced to the rows that were not retried\n  " + old(0));

        try (Stream<Path> files = Files.list(run(old(0)))) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .contains("rejected.ndjson", "report.json", "run.json")
                    .doesNotContain("state");
        }
        assertThat(retried).doesNotExist();
        assertThat(tried).exists(); // a sandbox shows what would happen: the rows have still not been delivered
        assertThat(out("show", run(old(0)).toString())).contains("1 of 2 rows");
    }

    @Test
    void aRunThatTheNextOneGoesOnWithStays() throws IOException {
        sync();
        copy(ids().getFirst(), COPIES);
        Path waiting = run(old(0));
        Files.writeString(waiting.resolve("journal.txt"), "");
        Files.writeString(state().resolve("syncs/users/last-run"), old(0) + "\n");

        out("prune", config.toString());

        assertThat(waiting).exists();
        assertThat(run(old(1))).doesNotExist();
    }

    @Test
    void theFolderIsKeptOutOfGitWhereItServesNothingElse() throws IOException {
        sync();
        assertThat(state().resolve(".gitignore")).hasContent("*\n");
        Path other = Files.createDirectory(folder.resolve("other"));
        new Typed().run("sync", config.toString(), data.toString(), "--sandbox", "--state", other.toString());
        assertThat(other.resolve("runs")).exists();
        assertThat(other.resolve(".gitignore")).doesNotExist();
    }

    private Typed sync() {
        var typed = new Typed();
        typed.run("sync", config.toString(), data.toString(), "--sandbox");
        return typed;
    }

    private String out(String... arguments) {
        var typed = new Typed();
        int code = typed.run(arguments);
        assertThat(code).as(typed.out() + typed.err()).isZero();
        return typed.out();
    }

    private String show(String id) {
        return upToNext(out("show", run(id).toString()));
    }

    /** The people in the sandbox and the next steps do not belong to the report. */
    private static String upToNext(String text) {
        return text.replaceFirst("(?s)\n\n(In the sandbox|Next)\n.*", "").stripTrailing();
    }

    private Path state() {
        return folder.resolve(".upserter");
    }

    private Path run(String id) {
        return state().resolve("runs").resolve(id);
    }

    private List<String> ids() throws IOException {
        try (Stream<Path> runs = Files.list(state().resolve("runs"))) {
            return runs.map(run -> run.getFileName().toString()).sorted().toList();
        }
    }

    private static String old(int i) {
        return "20250101-0000%02d-0000".formatted(i);
    }

    private void copy(String id, int times) throws IOException {
        List<Path> files;
        try (Stream<Path> all = Files.list(run(id))) {
            files = all.filter(Files::isRegularFile).toList();
        }
        for (int i = 0; i < times; i++) {
            Files.createDirectories(run(old(i)));
            for (Path file : files) {
                Files.copy(file, run(old(i)).resolve(file.getFileName()));
            }
        }
    }
}
