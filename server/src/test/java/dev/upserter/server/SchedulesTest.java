package dev.upserter.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.upserter.history.StateFolder;
import dev.upserter.history.SyncLock;
import dev.upserter.sandbox.Sandbox;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Saved syncs that run at their times. */
class SchedulesTest {
    private static final String NIGHTLY = """
        source: {file: users.csv}
        userId: id
        mappings: [{from: name, to: name}]
        schedule: 0 2 * * *
        zone: Europe/Berlin
        """;
    private static final String USERS = "id,name\nana,Ana\nbo,Bo\n";

    @TempDir
    Path folder;

    private SimulatedServer server(String configuration) throws IOException {
        var server = new SimulatedServer(folder, "2026-01-01T12:00:00Z");
        server.write("users.csv", USERS);
        server.write("users.yaml", configuration);
        return server;
    }

    /** The server is down until then. */
    private static void startAgainAt(String time, SimulatedServer server) throws Exception {
        server.pass().stop();
        server.set(time);
        server.restart();
        for (int i = 0; i < 5; i++) {
            server.pass();
        }
    }

    @Test
    void aSyncRunsAtItsTimesAndNotBefore() throws Exception {
        try (var server = server(NIGHTLY)) {
            Duration rest = server.schedules().pass();
            assertThat(rest).isEqualTo(Duration.ofHours(13));

            assertThat(server.at("2026-01-02T00:59:59Z").runs("users")).isEmpty();
            assertThat(server.at("2026-01-02T01:00:00Z").delivered("users")).containsExactly(2L);
            assertThat(server.at("2026-01-02T01:00:30Z").runs("users")).hasSize(1);
            assertThat(server.at("2026-01-03T01:00:01Z").runs("users")).hasSize(2);
        }
    }

    @ParameterizedTest
    @CsvSource({"once,1,2", "all,3,4", "none,0,1"})
    void timesThatPassedWhileTheServerWasDownAreMadeUpFor(String catchUp, int missed, int later) throws Exception {
        try (var server = server(NIGHTLY + "catchUp: " + catchUp + "\n")) {
            startAgainAt("2026-01-04T08:00:00Z", server);
            assertThat(server.runs("users")).hasSize(missed);
            assertThat(server.at("2026-01-05T01:00:00Z").runs("users")).hasSize(later);
        }
    }

    /** Of times a minute apart, more than one may have come just now. */
    @ParameterizedTest
    @CsvSource({"once,1", "all,3", "none,1"})
    void timesThatPassedInAShortBreakAreMadeUpFor(String catchUp, int runs) throws Exception {
        String eachMinute = NIGHTLY.replace("0 2 * * *", "\"* * * * *\"");
        try (var server = server(eachMinute + "catchUp: " + catchUp + "\n")) {
            startAgainAt("2026-01-01T12:03:05Z", server);
            assertThat(server.runs("users")).hasSize(runs);
        }
    }

    @Test
    void aTimeThatComesWhileTheSyncRunsFollowsOnce() throws Exception {
        try (var server = server(NIGHTLY.replace("0 2 * * *", "\"* * * * *\""))) {
            server.pass();
            server.sandbox.latency(Duration.ofMillis(300), Duration.ofMillis(300));
            server.set("2026-01-01T12:01:00Z");
            server.schedules().pass();
            server.set("2026-01-01T12:02:00Z");
            server.schedules().pass();
            server.set("2026-01-01T12:03:00Z");
            server.schedules().pass();
            server.schedules().awaitIdle();
            assertThat(server.runs("users")).hasSize(1);
            assertThat(server.pass().pass().runs("users")).hasSize(2);
            assertThat(server.pass().runs("users")).hasSize(2);
        }
    }

    @Test
    void aClockThatJumpsIsAsIfTheServerHadBeenDown() throws Exception {
        try (var server = server(NIGHTLY)) {
            server.pass();
            assertThat(server.at("2026-01-09T12:00:00Z").pass().runs("users")).hasSize(1);
            assertThat(server.at("2026-01-09T00:30:00Z").pass().runs("users"))
                    .as("back before a time that was made up for")
                    .hasSize(1);
            assertThat(server.at("2026-01-09T01:00:00Z").runs("users")).hasSize(1);
            assertThat(server.at("2026-01-10T01:00:00Z").runs("users")).hasSize(2);
            assertThat(server.at("2026-01-02T12:00:00Z").runs("users")).hasSize(2);
            assertThat(server.at("2026-01-03T01:00:00Z").runs("users"))
                    .as("the clock was wrong for days")
                    .hasSize(3);
        }
    }

    @Test
    void aChangedZoneCountsFromWhenItIsRead() throws Exception {
        try (var server = server(NIGHTLY)) {
            server.pass().at("2026-01-02T01:00:00Z");
            server.write("users.yaml", NIGHTLY.replace("Europe/Berlin", "America/New_York"));
            assertThat(server.at("2026-01-02T01:10:00Z").runs("users")).hasSize(1);
            assertThat(server.at("2026-01-02T07:00:00Z").runs("users")).hasSize(2);
            assertThat(server.at("2026-01-03T01:00:00Z").runs("users")).hasSize(2);
        }
    }

    @Test
    void aConfigurationThatBreaksIsToldAndNotRun() throws Exception {
        Path told = folder.resolve("told");
        String alert = "alerts: [{command: [sh, -c, \"cat >> '" + told + "'\"], when: [failed, recovered]}]\n";
        try (var server = server(NIGHTLY + alert)) {
            server.pass().at("2026-01-02T01:00:00Z");
            server.write("users.yaml", NIGHTLY + alert + "mapings: []\n");
            server.at("2026-01-02T05:00:00Z").at("2026-01-03T01:00:00Z");
            assertThat(server.runs("users")).hasSize(1);
            assertThat(Files.readAllLines(told))
                    .hasSize(1)
                    .first()
                    .asString()
                    .contains("\"event\":\"alert\"", "CONFIG_INVALID");

            server.write("users.yaml", NIGHTLY + alert);
            assertThat(server.at("2026-01-03T05:00:00Z").runs("users"))
                    .as("what was missed is made up for")
                    .hasSize(2);
            assertThat(Files.readAllLines(told)).hasSize(2).last().asString().contains("\"event\":\"recovered\"");
        }
    }

    @Test
    void aFolderThatVanishesComesBack() throws Exception {
        try (var server = server(NIGHTLY)) {
            server.pass();
            Path away = folder.resolve("away");
            Files.move(server.syncs, away);
            assertThat(server.at("2026-01-02T01:00:00Z").runs("users")).isEmpty();
            Files.move(away, server.syncs);
            assertThat(server.at("2026-01-02T05:00:00Z").runs("users")).hasSize(1);
        }
    }

    @Test
    void aRunThatTheServersEndStoppedIsResumedAtItsStart() throws Exception {
        try (var server = server(NIGHTLY)) {
            server.pass();
            server.sandbox.latency(Duration.ofSeconds(5), Duration.ofSeconds(5));
            server.set("2026-01-02T01:00:00Z");
            server.schedules().pass();
            server.stop();
            server.sandbox.latency(Duration.ZERO, Duration.ZERO);
            server.restart();
            server.pass().pass();
            assertThat(server.delivered("users").stream()
                            .mapToLong(Long::longValue)
                            .sum())
                    .isEqualTo(2);
            int runs = server.runs("users").size();
            assertThat(server.pass().runs("users")).hasSize(runs);
        }
    }

    @Test
    void syncsOfAFileRunTogetherAndThoseWithAScheduleApart() throws Exception {
        try (var server = new SimulatedServer(folder, "2026-01-01T12:00:00Z")) {
            server.write("users.csv", USERS);
            server.write("all.yaml", """
                schedule: 0 2 * * *
                userId: id
                source: {file: users.csv}
                syncs: [{sync: a}, {sync: b}, {sync: c, schedule: 0 3 * * *}]
                """);
            server.pass().at("2026-01-02T02:00:00Z");
            assertThat(List.of(
                            server.runs("a").size(),
                            server.runs("b").size(),
                            server.runs("c").size()))
                    .containsExactly(1, 1, 0);
            server.at("2026-01-02T03:00:00Z");
            assertThat(List.of(
                            server.runs("a").size(),
                            server.runs("b").size(),
                            server.runs("c").size()))
                    .containsExactly(1, 1, 1);
            assertThat(server.now()).isEqualTo(Instant.parse("2026-01-02T03:00:00Z"));
        }
    }

    @Test
    void aTurnThatAnotherProcessRunsIsTriedAgain() throws Exception {
        try (var server = server(NIGHTLY)) {
            server.pass();
            Path its = new StateFolder(server.state).sync("users");
            try (var lock = SyncLock.take(its, "users", "20260102-005900-0000", server.now())) {
                server.at("2026-01-02T01:00:00Z").later(Duration.ofSeconds(70));
            }
            assertThat(server.delivered("users")).doesNotContain(2L);
            server.later(Duration.ofSeconds(70)).later(Duration.ofSeconds(70));
            assertThat(server.delivered("users")).containsOnlyOnce(2L);
            int runs = server.runs("users").size();
            assertThat(server.later(Duration.ofHours(1)).runs("users")).hasSize(runs);
        }
    }

    @Test
    void whatASecretOfAFileKeptFromBeingReadIsReadOnceItIsThere() throws Exception {
        Path secret = folder.resolve("secret");
        String alert = "alerts: [{webhook: \"http://127.0.0.1:1/\", secret: \"${file:" + secret + "}\"}]\n";
        try (var server = server(NIGHTLY + alert)) {
            server.pass();
            assertThat(call(server, "GET", "").has("turn")).isFalse();
            Files.writeString(secret, "0123456789abcdef0123456789abcdef");
            assertThat(call(server.pass(), "GET", "").has("turn")).isTrue();
        }
    }

    @Test
    void aSyncMayHaveTheNameOfAField() throws Exception {
        try (var server = server("sync: due\n" + NIGHTLY)) {
            server.pass();
            server.sandbox.latency(Duration.ofSeconds(5), Duration.ofSeconds(5));
            server.set("2026-01-02T01:00:00Z");
            server.schedules().pass();
            server.stop();
            server.sandbox.latency(Duration.ZERO, Duration.ZERO);
            server.restart();
            assertThat(server.pass().pass().delivered("due")).contains(2L);
        }
    }

    @Test
    void aDiskThatIsFullKeepsNothingFromBeingShown() throws Exception {
        try (var server = server(NIGHTLY)) {
            Files.createDirectories(server.state.resolve("schedules.json/in-the-way"));
            server.pass();
            assertThat(call(server, "GET", "").get("paused").asBoolean()).isFalse();
            Files.delete(server.state.resolve("schedules.json/in-the-way"));
            Files.delete(server.state.resolve("schedules.json"));
            assertThat(server.pass().at("2026-01-02T01:00:00Z").runs("users")).hasSize(1);
        }
    }

    private static JsonNode call(SimulatedServer server, String method, String path) throws Exception {
        try (var http = HttpClient.newHttpClient()) {
            URI address = server.server().address().resolve("/api/schedules" + path);
            String body = http.send(
                            HttpRequest.newBuilder(address)
                                    .method(method, HttpRequest.BodyPublishers.noBody())
                                    .build(),
                            HttpResponse.BodyHandlers.ofString())
                    .body();
            JsonNode all = TestServer.json(body);
            return all.has("schedules") ? all.get("schedules").path(0) : all;
        }
    }

    @Test
    void theApiShowsAndHoldsAndStartsIt() throws Exception {
        try (var server = server(NIGHTLY)) {
            server.pass();
            JsonNode first = call(server, "GET", "");
            assertThat(first.get("turn").asText()).isEqualTo("users.yaml:users");
            assertThat(first.get("next").asText()).isEqualTo("2026-01-02T01:00:00Z");
            assertThat(first.get("last").isNull()).isTrue();

            assertThat(call(server, "POST", "/users.yaml:users/run")
                            .get("waiting")
                            .asInt())
                    .isEqualTo(1);
            JsonNode ran = call(server.pass(), "GET", "");
            assertThat(ran.get("last").asText()).isEqualTo("2026-01-01T12:00:00Z");
            assertThat(ran.get("status").asText()).isEqualTo("completed");

            assertThat(call(server, "POST", "/users.yaml:users/pause")
                            .get("paused")
                            .asBoolean())
                    .isTrue();
            assertThat(server.at("2026-01-02T01:00:00Z").runs("users")).hasSize(1);
            assertThat(call(server, "POST", "/users.yaml:users/continue")
                            .get("paused")
                            .asBoolean())
                    .isFalse();
            assertThat(server.at("2026-01-02T12:00:00Z").runs("users"))
                    .as("left out")
                    .hasSize(1);
            assertThat(server.at("2026-01-03T01:00:00Z").runs("users")).hasSize(2);
            assertThat(call(server, "POST", "/other/run").get("code").asText()).isEqualTo("NOT_FOUND");
        }
    }

    @Test
    void withItsOwnSandboxTheServerRemembersNothingOfIt() throws Exception {
        try (var own = Sandbox.start();
                var server = new SimulatedServer(folder, "2026-01-01T12:00:00Z", config -> config.withSandbox(own))) {
            server.write("users.csv", USERS);
            server.write("users.yaml", NIGHTLY);
            server.write("wrong.yaml", NIGHTLY + "alerts: [{command: [\"true\"]}]\nmapings: []\n");
            server.write("orders.yaml", "source: {file: users.csv}\nuserId: id\nafter: users\n");
            server.pass().at("2026-01-02T01:00:00Z");
            assertThat(server.runs("orders")).hasSize(1);
            assertThat(server.state.resolve("schedules.json")).doesNotExist();
            assertThat(server.state.resolve("syncs/wrong/alerts.json")).doesNotExist();
        }
    }
}
