package dev.upserter.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.upserter.sandbox.Sandbox;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Plan, apply and state, as typed. */
class PlanTest {
    private static final String MONDAY = "id,plan\n1,basic\n2,pro\n3,basic\n";
    private static final String TUESDAY = "id,plan\n1,pro\n2,pro\n4,basic\n";

    @TempDir
    private Path folder;

    private final Sandbox sandbox = Sandbox.start();
    private String out = "";
    private String err = "";

    @AfterEach
    void stop() {
        sandbox.close();
    }

    private String write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text).toString();
    }

    private int run(String... arguments) {
        var all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--endpoint", sandbox.endpoint().toString()));
        return typed(all);
    }

    private int typed(List<String> all) {
        var typed = new Typed()
                .with(Map.of("CUSTOMERIO_SITE_ID", sandbox.siteId(), "CUSTOMERIO_API_KEY", sandbox.apiKey()));
        int exitCode = typed.run(all.toArray(String[]::new));
        out = typed.out();
        err = typed.err();
        return exitCode;
    }

    private String config() throws IOException {
        return write(
                "users.yaml",
                "userId: id\nmode: mirror\nremoved: delete\nkeepValues: true\nmappings:\n- {from: plan, to: plan}\n");
    }

    @Test
    void aPlanShowsWhoIsNewChangedAndGoneAndApplyDoesExactlyThat() throws IOException {
        String config = config();
        assertThat(run("sync", config, write("monday.csv", MONDAY))).isZero();
        String tuesday = write("tuesday.csv", TUESDAY);
        String plan = folder.resolve("plan.json").toString();

        assertThat(run("plan", config, tuesday, "--out", plan)).isZero();
        assertThat(out.lines().map(String::strip).toList())
                .contains(
                        "Plan: 3 changes would be sent. Nothing was sent",
                        "1  added",
                        "1  changed",
                        "1  removed",
                        "1  unchanged",
                        "changed   1",
                        "plan: \"basic\" → \"pro\"",
                        "removed   3",
                        "added     4");
        assertThat(sandbox.peopleCount()).isEqualTo(3);

        assertThat(run("apply", plan)).isZero();
        assertThat(out)
                .contains("3 read + 1 removed = 1 unchanged + 3 delivered")
                .contains("people    1 added, 1 changed, 1 removed, 1 unchanged\n");
        assertThat(sandbox.person("1").orElseThrow().attributes()).containsEntry("plan", "\"pro\"");
        assertThat(sandbox.person("3")).isEmpty();

        assertThat(run("apply", plan)).isEqualTo(2);
        assertThat(err).contains("PLAN_OUTDATED", "what would be sent now is not what was planned");
    }

    /** Runs the command that a plan suggests exactly as printed: the shell's own quoting splits the words. */
    @Test
    void theNextCommandOfAPlanAppliesIt() throws Exception {
        Path named = Files.createDirectory(folder.resolve("it's the plans"));
        Path plan = named.resolve("p 1.json");
        Path state = named.resolve("st ü");
        assertThat(run(
                        "plan",
                        config(),
                        write("monday.csv", MONDAY),
                        "--out",
                        plan.toString(),
                        "--state",
                        state.toString()))
                .isZero();
        String line = out.lines().reduce((before, last) -> last).orElseThrow().strip();
        assertThat(words(line))
                .containsExactly(
                        "upserter",
                        "apply",
                        plan.toString(),
                        "--endpoint",
                        sandbox.endpoint().toString(),
                        "--state",
                        state.toString());

        assertThat(typed(words(line).subList(1, 7))).isZero();
        assertThat(out).contains("3 read = 3 delivered");
        assertThat(Files.exists(state)).isTrue();
    }

    /** The words of a line as a shell splits them. */
    private static List<String> words(String line) throws Exception {
        Process shell = new ProcessBuilder("sh", "-c", "printf '%s\\n' " + line).start();
        var words = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(shell.waitFor()).isZero();
        return words.lines().toList();
    }

    @Test
    void aPlanIsRefusedOnceDataOrConfigurationChanged() throws IOException {
        String config = config();
        String data = write("monday.csv", MONDAY);
        String plan = folder.resolve("plan.json").toString();
        assertThat(run("plan", config, data, "--out", plan)).isZero();
        write("monday.csv", TUESDAY + "5,basic\n");
        write("users.yaml", Files.readString(Path.of(config)).replace("removed: delete", "removed: clear"));

        assertThat(run("apply", plan)).isEqualTo(2);
        assertThat(err)
                .contains("the configuration (mode), the data changed since the plan was made. Nothing was sent");
        assertThat(sandbox.peopleCount()).isZero();
    }

    @Test
    void aPlanAsJsonHoldsCountsAndChanges() throws IOException {
        String config = config();
        run("sync", config, write("monday.csv", MONDAY));

        assertThat(run("plan", config, write("tuesday.csv", TUESDAY), "--json")).isZero();
        assertThat(out.replaceAll("\\s", ""))
                .contains(
                        "\"people\":{\"known\":3,\"added\":1,\"changed\":1,\"returned\":0,\"removed\":1,\"unchanged\":1,\"duplicates\":0}",
                        "{\"change\":\"changed\",\"key\":\"1\",\"attributes\":{\"plan\":{\"before\":\"basic\",\"after\":\"pro\"}}}");
    }

    @Test
    void removalsComeFirstAndAreAllListed() throws IOException {
        String config = config();
        var monday = new StringBuilder("id,plan\n");
        var tuesday = new StringBuilder("id,plan\n");
        for (int i = 0; i < 3000; i++) {
            monday.append(i).append(",basic\n");
            tuesday.append(i < 1500 ? i + ",pro\n" : "");
        }
        assertThat(run("sync", config, write("monday.csv", monday.toString()))).isZero();

        assertThat(run("plan", config, write("tuesday.csv", tuesday.toString()), "--allow-removals", "--json"))
                .isZero();
        List<String> changes = out.lines()
                .filter(line -> line.contains("\"change\""))
                .map(line -> line.replaceAll(".*: \"|\".*", ""))
                .toList();
        assertThat(changes.subList(0, 1500)).containsOnly("removed");
        assertThat(changes.subList(1500, changes.size())).hasSize(1000).containsOnly("changed");
        assertThat(out.replaceAll("\\s", "")).contains("\"unlisted\":{\"removed\":0,\"others\":500}");

        run("plan", config, folder.resolve("tuesday.csv").toString(), "--allow-removals");
        assertThat(out).contains("and 500 more removed", "and 1,480 more\n");
    }

    @Test
    void aPlanSaysByItsExitCodeWhetherAnythingWouldChange() throws IOException {
        String config = config();
        String monday = write("monday.csv", MONDAY);
        assertThat(run("plan", config, monday, "--detailed-exitcode")).isEqualTo(5);
        assertThat(run("sync", config, monday)).isZero();
        assertThat(run("plan", config, monday, "--detailed-exitcode")).isZero();
        assertThat(run("plan", config, write("bad.csv", MONDAY + ",pro\n9,pro\n"), "--detailed-exitcode"))
                .isEqualTo(1);
    }

    @Test
    void aPlanOfOneCheckoutIsAppliedInAnother() throws IOException {
        Path here = folder.resolve("here");
        Path there = folder.resolve("there");
        for (Path checkout : List.of(here, there)) {
            Files.createDirectories(checkout.resolve("plans"));
            Files.writeString(
                    checkout.resolve("users.yaml"),
                    "userId: id\nincremental: true\nmappings: [{from: plan, to: plan}]\n");
            Files.writeString(checkout.resolve("users.csv"), MONDAY);
        }
        Files.setLastModifiedTime(there.resolve("users.csv"), FileTime.fromMillis(0));
        String state = folder.resolve("state").toString();
        Path plan = here.resolve("plans/plan.json");
        assertThat(run(
                        "plan",
                        here.resolve("users.yaml").toString(),
                        here.resolve("users.csv").toString(),
                        "--out",
                        plan.toString(),
                        "--state",
                        state))
                .isZero();
        assertThat(plan).content().doesNotContain(folder.toString()).contains("\"../users.csv\"");
        Path copy = Files.copy(plan, there.resolve("plans/plan.json"));
        Files.delete(here.resolve("users.csv"));

        assertThat(run("apply", copy.toString(), "--state", state)).isZero();
        assertThat(out).contains("3 read = 3 delivered");
    }

    @Test
    void aPlanWhoseRowsAreGoneNamesTheirFile() throws IOException {
        String data = write("monday.csv", MONDAY);
        String plan = folder.resolve("plan.json").toString();
        assertThat(run("plan", config(), data, "--out", plan)).isZero();
        Files.delete(Path.of(data));

        assertThat(run("apply", plan)).isEqualTo(2);
        assertThat(err)
                .contains(
                        "INPUT_NOT_FOUND", "monday.csv", "the rows of the plan are no longer there", "make a new plan")
                .doesNotContain("INTERNAL");
    }

    @Test
    void whereNoPlanCanBeWrittenNothingIsAsked() throws IOException {
        String data = write("monday.csv", MONDAY);
        assertThat(run("plan", config(), data, "--out", folder.toString())).isEqualTo(2);
        assertThat(err).contains("error: --out " + folder + " is a folder");
        String lost = folder.resolve("lost/plan.json").toString();
        assertThat(run("plan", config(), data, "--out", lost)).isEqualTo(2);
        assertThat(err).contains("error: --out " + lost + " is in a folder that is not there");
    }

    @Test
    void whatIsNoPlanIsNotApplied() throws IOException {
        assertThat(run("apply", write("x.json", "{\"status\": \"completed\"}"))).isEqualTo(2);
        assertThat(err).contains("this is no plan that can be applied");
    }

    @Test
    void theStateCanBeShownAndForgotten() throws IOException {
        String config = config();
        assertThat(run("state", "show", config)).isZero();
        assertThat(out).contains("nothing is known of the sync users: its next run sends everything");
        run("sync", config, write("monday.csv", MONDAY));

        assertThat(run("state", "show", config)).isZero();
        assertThat(out).contains("people   3, known by id", "values   kept");
        assertThat(run("state", "reset", config)).isZero();
        assertThat(run("sync", config, folder.resolve("monday.csv").toString())).isZero();
        assertThat(out).contains("3 read = 3 delivered");
        assertThat(run("state", "forget", config)).isEqualTo(2);
    }

    @Test
    void aSandboxOfTheCommandsOwnIsEmptyEveryTime() throws IOException {
        String config = config();
        String data = write("monday.csv", MONDAY);
        for (int i = 0; i < 2; i++) {
            var typed = new Typed();
            assertThat(typed.run("sync", config, data, "--sandbox")).isZero();
            assertThat(typed.out()).contains("3 read = 3 delivered");
        }
    }
}
