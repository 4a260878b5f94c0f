package dev.upserter.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.upserter.config.SyncConfig;
import dev.upserter.config.read.ConfigReader;
import dev.upserter.delivery.http.Credentials;
import dev.upserter.report.RunReport;
import dev.upserter.report.Status;
import dev.upserter.run.option.RunOptions;
import dev.upserter.sandbox.Sandbox;
import dev.upserter.source.DataFile;
import dev.upserter.sync.OneSync;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The answers to runs, alone and in parallel. */
class SyncTest {
    private static final Form FORM_OF_ORDERS =
            Form.of("{\"userId\": \"id\", \"sync\": \"orders\"}", "[{\"id\": \"cy\"}]");

    private static final String INCREMENTAL =
            TestServer.CONFIGURATION.replace("{\"userId\"", "{\"incremental\": true, \"userId\"");

    @TempDir
    Path folder;

    @Test
    void theReportIsTheAnswerAndStaysInTheStateFolder() throws Exception {
        try (var api = new TestServer(folder)) {
            var answer = api.send(Form.of(TestServer.CONFIGURATION, TestServer.DATA));

            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/json");
            JsonNode report = TestServer.json(answer.body());
            Path kept = Path.of(report.path("files").path("report").asText());
            assertThat(kept).startsWith(api.state);
            assertThat(TestServer.json(Files.readString(kept))).isEqualTo(report);
        }
    }

    /** As in the README of the first version: two fields that no row has. */
    @Test
    void theOriginalFiveKeysGoThroughThoughNoRowHasTheirFields() throws Exception {
        String original = """
            {"parallelism": 25, "userId": "id",
             "mappings": [{"from": "email", "to": "email"}, {"from": "firstName", "to": "first_name"}],
             "siteId": "", "apiKey": ""}
            """;
        try (var api = new TestServer(folder)) {
            var answer = api.send(Form.of(original, "[{\"id\": \"ana@x.org\", \"total\": 1}]"));

            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
            assertThat(answer.body()).contains("COLUMN_MISSING", "ID_AMBIGUOUS");
            assertThat(api.sandbox.person("ana@x.org")).isPresent();
        }
    }

    @Test
    void anotherFileIsRefusedAndTooManyRejectedRowsMakeTheAnswer422() throws Exception {
        try (var api = new TestServer(folder)) {
            var other = api.send(new Form()
                    .file("configuration.json", TestServer.CONFIGURATION)
                    .file("orders.csv", "id,total\n1,9.90\n"));
            assertThat(other.statusCode()).isEqualTo(400);
            assertThat(other.body()).contains("COLUMN_MISSING", "the mapped field name is not among the columns");

            var rejected = api.send(Form.of("{\"userId\": \"id\"}", "[{\"id\": 1}, {\"n\": 2}, {\"n\": 3}]"));
            assertThat(rejected.statusCode()).isEqualTo(422);
            JsonNode report = TestServer.json(rejected.body());
            assertThat(report.path("status").asText()).isEqualTo("stopped");
            assertThat(report.path("records").path("rejected").asInt()).isEqualTo(2);
            assertThat(rejected.body()).contains("REJECT_LIMIT", "ID_MISSING");
            assertThat(api.sandbox.peopleCount()).isZero();
        }
    }

    @Test
    void aRejectedRowMakesTheAnswer207() throws Exception {
        try (var api = new TestServer(folder)) {
            var answer = api.send(Form.of(TestServer.CONFIGURATION, "[{\"id\": \"ana\"}, {\"name\": \"nobody\"}]"));

            assertThat(answer.statusCode()).isEqualTo(207);
            JsonNode report = TestServer.json(answer.body());
            assertThat(report.path("status").asText()).isEqualTo("completed_with_problems");
            assertThat(report.path("records").path("rejected").asInt()).isEqualTo(1);
            assertThat(answer.body()).contains("data.json:1:17", "ID_MISSING");
            assertThat(api.uploads()).isEmpty();
        }
    }

    @Test
    void refusedCredentialsMakeTheAnswer401() throws Exception {
        try (var api = new TestServer(folder, config -> config.withCredentials(new Credentials("other", "other")))) {
            var answer = api.send(Form.of(TestServer.CONFIGURATION, TestServer.DATA));

            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(401);
            assertThat(TestServer.codes(answer.body())).contains("AUTH_REJECTED");
            assertThat(api.uploads()).isEmpty();
        }
    }

    @Test
    void aRefusalOfAllRowsMakesTheAnswer422() throws Exception {
        String data = IntStream.range(0, 300)
                .mapToObj("{\"id\": %d, \"name\": \"Ana\"}"::formatted)
                .toList()
                .toString();
        try (var api = new TestServer(folder)) {
            api.sandbox.disable("id", true);
            var answer = api.send(Form.of(TestServer.CONFIGURATION, data));

            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(422);
            assertThat(TestServer.codes(answer.body())).contains("REFUSED_ALIKE");
            JsonNode report = TestServer.json(answer.body());
            assertThat(report.path("status").asText()).isEqualTo("stopped");
            assertThat(report.path("records").path("pending").asInt()).isEqualTo(300);
        }
    }

    @Test
    void aBreakInTheDataMakesTheAnswer400ThoughRowsBeforeItMayHaveArrived() throws Exception {
        try (var api = new TestServer(folder)) {
            var answer = api.send(Form.of(TestServer.CONFIGURATION, "[{\"id\": \"ana\"}, {\"id\": "));

            assertThat(answer.statusCode()).isEqualTo(400);
            assertThat(TestServer.codes(answer.body())).contains("INPUT_UNREADABLE");
        }
    }

    @Test
    void oneSyncRunsOnceAtATimeButOthersBesideIt() throws Exception {
        try (var api = new TestServer(folder)) {
            var gate = api.sandbox.hold();
            var first = api.sendLater(Form.of(TestServer.CONFIGURATION, TestServer.DATA));
            api.sandbox.awaitRequests(1, TestServer.SOON);

            var second = api.send(Form.of(TestServer.CONFIGURATION, TestServer.DATA));
            var other = api.sendLater(FORM_OF_ORDERS);
            api.sandbox.awaitRequests(2, TestServer.SOON);
            gate.close();

            assertThat(second.statusCode()).isEqualTo(409);
            assertThat(TestServer.codes(second.body())).containsExactly("RUN_LOCKED");
            assertThat(answer(other).statusCode()).isEqualTo(200);
            assertThat(answer(first).statusCode()).isEqualTo(200);
            assertThat(api.send(Form.of(TestServer.CONFIGURATION, TestServer.DATA))
                            .statusCode())
                    .isEqualTo(200);
            assertThat(api.uploads()).isEmpty();
        }
    }

    private static ServerConfig withoutSandbox(ServerConfig config, Sandbox destination) {
        return ServerConfig.in(config.stateFolder())
                .withPort(0)
                .withEndpoint(destination.endpoint())
                .withCredentials(new Credentials(destination.siteId(), destination.apiKey()));
    }

    /** With the server's own sandbox, and with a destination that outlives the server. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void anIncrementalSyncSendsOnlyTheChangesTheSecondTime(boolean ownSandbox) throws Exception {
        try (var destination = Sandbox.start();
                var api = new TestServer(folder, config -> ownSandbox ? config : withoutSandbox(config, destination))) {
            Sandbox sandbox = ownSandbox ? api.sandbox : destination;
            var first = api.send(Form.of(INCREMENTAL, TestServer.DATA));
            long requests = sandbox.stats().requests();
            var same = api.send(Form.of(INCREMENTAL, TestServer.DATA));
            assertThat(sandbox.stats().requests()).isEqualTo(requests);
            long applied = sandbox.stats().entriesApplied();
            var changed = api.send(Form.of(INCREMENTAL, TestServer.DATA.replace("Bo", "Bob")));

            assertThat(TestServer.json(first.body()).at("/people/added").asInt())
                    .isEqualTo(2);
            assertThat(same.statusCode()).isEqualTo(200);
            assertThat(TestServer.json(same.body()).at("/records/unchanged").asInt())
                    .isEqualTo(2);
            assertThat(changed.statusCode()).isEqualTo(200);
            assertThat(TestServer.json(changed.body()).at("/records").toString())
                    .contains("\"read\":2", "\"unchanged\":1", "\"delivered\":1");
            assertThat(TestServer.json(changed.body()).at("/people/changed").asInt())
                    .isEqualTo(1);
            assertThat(sandbox.stats().entriesApplied() - applied).isEqualTo(1);
            assertThat(sandbox.person("bo").orElseThrow().attributes()).containsEntry("first_name", "\"Bob\"");
            assertThat(api.uploads()).isEmpty();
        }
        assertThat(states()).hasSize(ownSandbox ? 0 : 1);
        assertThat(folder.resolve("state/syncs/configuration/state").toFile().exists())
                .isEqualTo(!ownSandbox);
    }

    /** The states that exist once the server has ended. */
    private List<Path> states() throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> Files.isRegularFile(file)
                            && file.getFileName().toString().equals("state"))
                    .toList();
        }
    }

    @Test
    void aRunThatSendsAllRowsToTheSandboxOutdatesItsStateAsItWouldAnyOther() throws Exception {
        try (var api = new TestServer(folder)) {
            api.send(Form.of(INCREMENTAL, TestServer.DATA));
            api.send(Form.of(TestServer.CONFIGURATION, TestServer.DATA));

            var refused = api.send(Form.of(INCREMENTAL, TestServer.DATA));

            assertThat(refused.statusCode()).isEqualTo(400);
            assertThat(TestServer.codes(refused.body())).containsExactly("STATE_UNUSABLE");
        }
    }

    @Test
    void anIncrementalSyncRunsOnceAtATimeAndTheOneThatWasRefusedChangesNothing() throws Exception {
        try (var api = new TestServer(folder)) {
            var gate = api.sandbox.hold();
            var first = api.sendLater(Form.of(INCREMENTAL, TestServer.DATA));
            api.sandbox.awaitRequests(1, TestServer.SOON);

            var second = api.send(Form.of(INCREMENTAL, TestServer.DATA.replace("Bo", "Bob")));
            gate.close();

            assertThat(second.statusCode()).isEqualTo(409);
            assertThat(TestServer.codes(second.body())).containsExactly("RUN_LOCKED");
            assertThat(answer(first).statusCode()).isEqualTo(200);
            var third = api.send(Form.of(INCREMENTAL, TestServer.DATA));
            assertThat(TestServer.json(third.body()).at("/records/unchanged").asInt())
                    .isEqualTo(2);
        }
    }

    @Test
    void aRunThatAnotherProgramStartedKeepsTheSyncToo() throws Exception {
        try (var api = new TestServer(folder)) {
            var gate = api.sandbox.hold();
            var first = CompletableFuture.supplyAsync(() -> runBesideTheServer(api));
            api.sandbox.awaitRequests(1, TestServer.SOON);

            var second = api.send(Form.of(TestServer.CONFIGURATION, TestServer.DATA));
            gate.close();

            assertThat(second.statusCode()).isEqualTo(409);
            assertThat(TestServer.codes(second.body())).containsExactly("RUN_LOCKED");
            assertThat(first.get(TestServer.SOON.toSeconds(), TimeUnit.SECONDS).status())
                    .isEqualTo(Status.COMPLETED);
        }
    }

    private static RunReport runBesideTheServer(TestServer api) {
        var credentials = new Credentials(api.sandbox.siteId(), api.sandbox.apiKey());
        SyncConfig config = ConfigReader.local(Map.of())
                .read(TestServer.CONFIGURATION.getBytes(StandardCharsets.UTF_8), "configuration.json");
        var destination =
                config.destination().withEndpoint(api.sandbox.endpoint()).withCredentials(credentials);
        var data = new ByteArrayInputStream(TestServer.DATA.getBytes(StandardCharsets.UTF_8));
        return OneSync.of(config.withDestination(destination))
                .run(new DataFile.Streamed(data, "data.json"), RunOptions.in(api.state));
    }

    @Test
    void moreRunsThanAllowedAreAskedToComeBack() throws Exception {
        try (var api = new TestServer(folder, config -> config.withMaxRuns(1))) {
            var gate = api.sandbox.hold();
            var first = api.sendLater(Form.of(TestServer.CONFIGURATION, TestServer.DATA));
            api.sandbox.awaitRequests(1, TestServer.SOON);

            var second = api.send(FORM_OF_ORDERS);
            gate.close();

            assertThat(second.statusCode()).isEqualTo(429);
            assertThat(second.headers().firstValue("Retry-After")).hasValue("10");
            assertThat(answer(first).statusCode()).isEqualTo(200);
        }
    }

    @Test
    void aRunMayTakeLongerThanAConnectionMayBeIdle() throws Exception {
        try (var api = new TestServer(folder, config -> config, TestServer.impatient(Duration.ofMillis(500)))) {
            api.sandbox.latency(Duration.ofMillis(1500), Duration.ofMillis(1500));

            assertThat(api.send(Form.of(TestServer.CONFIGURATION, TestServer.DATA))
                            .statusCode())
                    .isEqualTo(200);
        }
    }

    @Test
    void aRunGoesOnToItsEndWhenItsClientLeaves() throws Exception {
        try (var api = new TestServer(folder)) {
            byte[] body = Form.of(TestServer.CONFIGURATION, TestServer.DATA).closed();
            var gate = api.sandbox.hold();
            try (Socket socket = api.connect()) {
                socket.getOutputStream().write(api.head(body.length).getBytes(StandardCharsets.ISO_8859_1));
                socket.getOutputStream().write(body);
                api.sandbox.awaitRequests(1, TestServer.SOON);
            }
            gate.close();
            api.server.close();

            assertThat(api.sandbox.people()).hasSize(2);
            assertThat(api.state.resolve("runs")).isDirectoryRecursivelyContaining("glob:**/report.json");
        }
    }

    @Test
    void aStopLetsRunsFinishWhatIsInFlightAndAnswersThem503() throws Exception {
        try (var api = new TestServer(folder)) {
            var gate = api.sandbox.hold();
            String many = "{\"id\": \"%s\"},".repeat(20).formatted((Object[]) "abcdefghijklmnopqrst".split(""));
            var answer = api.sendLater(Form.of(
                    "{\"userId\": \"id\", \"api\": \"single\", \"parallelism\": 1}", "[" + many + "{\"id\": \"z\"}]"));
            api.sandbox.awaitRequests(1, TestServer.SOON);

            var stopped = CompletableFuture.runAsync(api.server::close);
            awaitStopping(api);
            assertThat(stopped).isNotDone();
            gate.close();

            assertThat(answer(answer).statusCode()).as(answer(answer).body()).isEqualTo(503);
            JsonNode report = TestServer.json(answer(answer).body());
            assertThat(report.path("status").asText()).isEqualTo("stopped");
            assertThat(report.path("records").path("delivered").asInt())
                    .isEqualTo(api.sandbox.people().size());
            stopped.get(TestServer.SOON.toSeconds(), TimeUnit.SECONDS);
            assertThat(api.uploads()).isEmpty();
        }
    }

    private static void awaitStopping(TestServer api) throws Exception {
        HttpResponse<String> answer = api.send(api.request());
        while (answer.statusCode() != 503) {
            answer = api.send(api.request());
        }
        assertThat(TestServer.codes(answer.body())).containsExactly("STOPPING");
    }

    private static HttpResponse<String> answer(CompletableFuture<HttpResponse<String>> later) throws Exception {
        return later.get(TestServer.SOON.toSeconds(), TimeUnit.SECONDS);
    }
}
