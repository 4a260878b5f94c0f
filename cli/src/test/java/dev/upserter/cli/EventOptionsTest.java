package dev.upserter.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.upserter.sandbox.Sandbox;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The options that the guards of events name, with each command that meets these guards. */
class EventOptionsTest {
    private static final String EVENTS = "type: event\nuserId: who\nevent: Order Placed\ntime: at\nmaxOutage: 50ms\n";

    @TempDir
    private Path folder;

    private final Sandbox sandbox = Sandbox.start();
    private String config = "";
    private String data = "";

    @BeforeEach
    void prepare() throws IOException {
        config = write("orders.yaml", EVENTS);
        long now = Instant.now().getEpochSecond();
        data = write("orders.csv", "who,order,at\nana,1," + now + "\nbo,2," + (now - 864_000) + "\n");
    }

    @AfterEach
    void stop() {
        sandbox.close();
    }

    private String write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text).toString();
    }

    private int run(Typed typed, String... arguments) {
        var whole = new ArrayList<>(List.of(arguments));
        whole.addAll(List.of("--endpoint", sandbox.endpoint().toString()));
        return typed.with(Map.of("CUSTOMERIO_SITE_ID", sandbox.siteId(), "CUSTOMERIO_API_KEY", sandbox.apiKey()))
                .run(whole.toArray(String[]::new));
    }

    private int run(String... arguments) {
        return run(new Typed(), arguments);
    }

    private String lastRun() throws IOException {
        try (Stream<Path> runs = Files.list(folder.resolve(".upserter/runs"))) {
            return runs.sorted().reduce((first, second) -> second).orElseThrow().toString();
        }
    }

    private int sent() {
        return sandbox.contents().getOrDefault("events", new TreeMap<>()).size();
    }

    private void isAsked(String... arguments) {
        var typed = new Typed();
        assertThat(run(typed, arguments)).isEqualTo(2);
        assertThat(typed.err()).contains("EVENTS_MAY_TRIGGER", "1 of its 2 events is", "--hold-recent");
        assertThat(sent()).isZero();
    }

    @Test
    void aRunThatIsResumedTakesThem() throws IOException {
        sandbox.fail("ana", 503);
        sandbox.fail("bo", 503);
        assertThat(run("sync", config, data, "--allow-triggers")).isEqualTo(3);
        String stopped = lastRun();
        sandbox.heal("ana");
        sandbox.heal("bo");

        isAsked("resume", stopped);
        assertThat(run("resume", stopped, "--hold-recent")).isZero();
        assertThat(sent()).isEqualTo(1);
    }

    @Test
    void aRetryTakesThem() throws IOException {
        sandbox.refuse("ana", "invalid", "name", "no");
        sandbox.refuse("bo", "invalid", "name", "no");
        assertThat(run("sync", config, data, "--allow-triggers")).isEqualTo(1);
        String refused = lastRun();
        sandbox.heal("ana");
        sandbox.heal("bo");

        isAsked("retry", refused);
        assertThat(run("retry", refused, "--allow-triggers")).isZero();
        assertThat(sent()).isEqualTo(2);

        sandbox.refuse("ana", "invalid", "name", "no");
        write("orders.csv", "who,order,at\nana,3," + Instant.now().getEpochSecond() + "\n");
        assertThat(run("sync", config, data)).isEqualTo(1);
        refused = lastRun();
        sandbox.heal("ana");
        write("orders.yaml", EVENTS + "mappings: [{from: order, to: number}]\n");
        var typed = new Typed();
        assertThat(run(typed, "retry", refused)).isEqualTo(2);
        assertThat(typed.err()).contains("EVENT_IDS_CHANGED", "--new-event-ids");
        assertThat(run("retry", refused, "--new-event-ids")).isZero();
        assertThat(sent()).isEqualTo(3);
    }

    @Test
    void whatOneRunHeldTheNextOneAnnounces() throws IOException {
        assertThat(run("sync", config, data, "--hold-recent")).isZero();
        assertThat(sent()).isEqualTo(1);
        String announced = "left out 1 event from which campaigns may start. This one leaves out none";
        for (String[] command :
                new String[][] {{"check", config, data}, {"plan", config, data}, {"sync", config, data}}) {
            var typed = new Typed();
            assertThat(run(typed, command)).isZero();
            assertThat(typed.out()).contains("EVENTS_MAY_TRIGGER", announced);
        }
        assertThat(sent()).isEqualTo(2);
        var typed = new Typed();
        assertThat(run(typed, "sync", config, data)).isZero();
        assertThat(typed.out()).doesNotContain(announced);
    }

    /** What sends nothing says that a sync would stop, with its exit code, and takes the same options. */
    @Test
    void whatSendsNothingSaysThatASyncWouldStop() throws IOException {
        String incremental = write("incremental.yaml", EVENTS + "incremental: true\n");
        String plan = folder.resolve("plan.json").toString();
        for (String file : List.of(config, incremental)) {
            wouldStop("plan", file, data, "--out", plan);
            assertThat(folder.resolve("plan.json")).doesNotExist();
            wouldStop("sync", file, data, "--dry-run");
            wouldStop("check", file, data);
            assertThat(run("check", file, data, "--hold-recent")).isZero();
            assertThat(run("sync", file, data, "--dry-run", "--hold-recent")).isZero();
        }
        var typed = new Typed();
        assertThat(run(typed, "plan", incremental, data, "--allow-triggers", "--detailed-exitcode", "--out", plan))
                .isEqualTo(5);
        assertThat(typed.out()).contains("apply " + plan + " --allow-triggers");
        isAsked("apply", plan);
        assertThat(run("apply", plan, "--allow-triggers")).isZero();
        assertThat(sent()).isEqualTo(2);
    }

    private void wouldStop(String... arguments) {
        var typed = new Typed();
        assertThat(run(typed, arguments)).isEqualTo(2);
        assertThat(typed.out() + typed.err())
                .contains("a sync would be refused", "EVENTS_MAY_TRIGGER", "would stop a sync", "1 of its 2 events is");
    }

    @Test
    void whatSendsNothingSaysThatOtherIdsWouldBeMade() throws IOException {
        assertThat(run("sync", config, data, "--allow-triggers")).isZero();
        write("orders.yaml", EVENTS + "mappings: [{from: order, to: number}]\n");
        for (String[] command :
                new String[][] {{"plan", config, data}, {"sync", config, data, "--dry-run"}, {"check", config, data}}) {
            var typed = new Typed();
            assertThat(run(typed, command)).isEqualTo(2);
            assertThat(typed.out() + typed.err()).contains("EVENT_IDS_CHANGED", "each of the 2 events");
        }
        assertThat(run("plan", config, data, "--new-event-ids", "--detailed-exitcode"))
                .isEqualTo(5);
    }

    @Test
    void whatSendsNothingSaysThatAYesIsAskedFor() throws IOException {
        String leavers = write("leavers.yaml", "type: delete\nuserId: who\n");
        for (String[] command :
                new String[][] {{"plan", leavers, data}, {"sync", leavers, data, "--dry-run"}, {"check", leavers, data}
                }) {
            var typed = new Typed();
            assertThat(run(typed, command)).isZero();
            assertThat(typed.out()).contains("CONFIRM_IRREVERSIBLE", "A sync asks for a yes first");
        }
    }

    @Test
    void whatSendsNothingSaysThatTooManyRowsAreRejected() throws IOException {
        String wrong = write("wrong.csv", "who,order,at\n" + "ana,1,never\n".repeat(300));
        String plan = folder.resolve("plan.json").toString();
        for (String[] command : new String[][] {
            {"plan", config, wrong, "--out", plan}, {"sync", config, wrong, "--dry-run"}, {"check", config, wrong}
        }) {
            var typed = new Typed();
            assertThat(run(typed, command)).isEqualTo(3);
            assertThat(typed.out() + typed.err()).contains("a sync would stop. Nothing was sent", "REJECT_LIMIT");
        }
        assertThat(folder.resolve("plan.json")).doesNotExist();
    }

    @Test
    void bothAtOnceAreAMistake() {
        var typed = new Typed();
        assertThat(run(typed, "sync", config, data, "--hold-recent", "--allow-triggers"))
                .isEqualTo(2);
        assertThat(typed.err()).contains("exclude each other");
    }

    /** A check looks where the sync will: at the state that was named, and at all of it that the sync will use. */
    @Test
    void aCheckTakesTheStateOptionsOfTheSync() throws IOException {
        String state = folder.resolve("elsewhere").toString();
        assertThat(run("sync", config, data, "--allow-triggers", "--state", state))
                .isZero();

        wouldStop("check", config, data);
        var typed = new Typed();
        assertThat(run(typed, "check", config, data, "--state", state)).isZero();
        assertThat(typed.out()).contains("--state " + state);
        write("orders.yaml", EVENTS + "mappings: [{from: order, to: number}]\n");
        assertThat(run(typed, "check", config, data, "--state", state)).isEqualTo(2);
        assertThat(typed.out() + typed.err()).contains("EVENT_IDS_CHANGED");
        assertThat(new Typed().run("preview", config, data, "--state", state)).isZero();
    }

    @Test
    void aCheckForAnIncrementalSyncKnowsItsBaseline() {
        String state = folder.resolve("elsewhere").toString();
        assertThat(run("sync", config, "--baseline", data, "--state", state)).isZero();

        wouldStop("check", config, data, "--state", state);
        var typed = new Typed();
        assertThat(run(typed, "check", config, data, "--incremental", "--state", state))
                .isZero();
        assertThat(typed.out()).contains(config + " " + data + " --incremental");
        assertThat(run("sync", config, data, "--incremental", "--state", state)).isZero();
    }

    @Test
    void aCheckDoesNotStopForEventsThatABaselineKnows() throws IOException {
        config = write("orders.yaml", EVENTS + "incremental: true\n");
        assertThat(run("sync", config, "--baseline", data)).isZero();

        assertThat(run("check", config, data)).isZero();
        assertThat(run("sync", config, data)).isZero();
        assertThat(sent()).isZero();
    }
}
