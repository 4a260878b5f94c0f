package dev.upserter.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.upserter.sandbox.Sandbox;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
                        "Plan: 3 changes would be sent; nothing was sent",
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
                .contains("the configuration (mode), the data changed since the plan was made; nothing was sent");
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
    void whatIsNoPlanIsNotApplied() throws IOException {
        assertThat(run("apply", write("x.json", "{\"status\": \"completed\"}"))).isEqualTo(2);
        assertThat(err).contains("this is no plan that can be applied");
    }

    @Test
    void theStateCanBeShownAndForgotten() throws IOException {
        String config = config();
        assertThat(run("state", "show", config)).isZero();
        assertThat(out).contains("nothing is known of the sync users: its next run sends everybody");
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
