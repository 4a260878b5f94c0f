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

        write("orders.yaml", EVENTS + "mappings: [{from: order, to: number}]\n");
        var typed = new Typed();
        assertThat(run(typed, "retry", refused)).isEqualTo(2);
        assertThat(typed.err()).contains("EVENT_IDS_CHANGED", "--new-event-ids");
        assertThat(run("retry", refused, "--new-event-ids")).isZero();
        assertThat(sent()).isEqualTo(4);
    }

    @Test
    void bothAtOnceAreAMistake() {
        var typed = new Typed();
        assertThat(run(typed, "sync", config, data, "--hold-recent", "--allow-triggers"))
                .isEqualTo(2);
        assertThat(typed.err()).contains("exclude each other");
    }
}
