package dev.upserter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.upserter.sandbox.Sandbox;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UpserterTest {
    private final Sandbox sandbox = Sandbox.start();

    @TempDir
    Path folder;

    @AfterEach
    void close() {
        sandbox.close();
    }

    private Map<String, Object> tree(Map<String, ?> more) {
        var tree = new HashMap<String, Object>();
        tree.put("userId", "id");
        tree.put("endpoint", sandbox.endpoint().toString());
        tree.put("sync", "customers");
        tree.put("siteId", sandbox.siteId());
        tree.put("apiKey", sandbox.apiKey());
        tree.putAll(more);
        return tree;
    }

    private Upserter.Builder builder() {
        return Upserter.builder().configuration(tree(Map.of())).environment(Map.of());
    }

    private Rows<Void> rows(String json) throws IOException {
        return Rows.file(Files.writeString(folder.resolve("rows.json"), json));
    }

    private static final String TWO = "[{\"id\": \"ana\", \"plan\": \"pro\"}, {\"id\": \"bo\"}]";

    @Test
    void aRunOfAFileDeliversItAndItsCountsAddUp() throws Exception {
        try (var upserter = builder().state(State.temporary()).build()) {
            Report report = upserter.run(rows(TWO)).orThrow();

            assertThat(report.status()).isEqualTo(Report.Status.COMPLETED);
            assertThat(report.read() + report.removed())
                    .isEqualTo(report.filtered()
                            + report.unchanged()
                            + report.delivered()
                            + report.rejected()
                            + report.deadLetters()
                            + report.pending())
                    .isEqualTo(2);
            assertThat(report.toJson()).contains("\"status\" : \"completed\"");
            assertThat(sandbox.peopleCount()).isEqualTo(2);
        }
    }

    @Test
    void aTemporaryStateRemembersUntilItsEnd() throws Exception {
        var incremental = Upserter.builder()
                .configuration(tree(Map.of("incremental", true)))
                .environment(Map.of())
                .state(State.temporary());
        try (var upserter = incremental.build()) {
            assertThat(upserter.run(rows(TWO)).delivered()).isEqualTo(2);
            Report again = upserter.run(rows(TWO));
            assertThat(again.unchanged()).isEqualTo(2);
            assertThat(again.changes().orElseThrow().added()).isZero();
        }
        try (var upserter = incremental.build()) {
            Report plan = upserter.plan(rows(TWO));
            assertThat(plan.pending()).isEqualTo(2);
            assertThat(plan.changes().orElseThrow().added()).isEqualTo(2);
        }
    }

    @Test
    void aStateSaysWhatItIsAndNothingOfADatabase() {
        assertThat(State.none()).hasToString("State[none]");
        assertThat(State.folder(Path.of("state")).keepRuns(Duration.ofDays(2)))
                .hasToString("State[folder state, keepRuns PT48H]");
    }

    @Test
    void aFolderKeepsTheRun() throws Exception {
        Path state = folder.resolve("state");
        try (var upserter = builder()
                .state(State.folder(state).keepRuns(Duration.ofDays(2)))
                .build()) {
            Report report = upserter.run(rows("[{\"id\": \"ana\"}, {\"plan\": \"pro\"}]"));

            assertThat(report.status()).isEqualTo(Report.Status.COMPLETED_WITH_PROBLEMS);
            assertThat(report.problems()).singleElement().satisfies(problem -> {
                assertThat(problem.code()).isEqualTo("ID_MISSING");
                assertThat(problem.level()).isEqualTo(Report.Level.ROW);
                assertThat(problem.count()).isEqualTo(1);
                assertThat(problem.location()).contains("rows.json");
            });
            assertThat(state.resolve("runs").resolve(report.runId()).resolve("report.json"))
                    .exists();
        }
    }

    @Test
    void whatOrThrowThrowsSurvivesSerialization() throws Exception {
        try (var upserter = builder().state(State.temporary()).build()) {
            Report report = upserter.run(rows("[{\"id\": \"ana\"}, {\"plan\": \"pro\"}]"));
            var thrown = catchThrowableOfType(UpserterException.class, report::orThrow);

            var bytes = new ByteArrayOutputStream();
            try (var out = new ObjectOutputStream(bytes)) {
                out.writeObject(thrown);
            }
            var copy = (UpserterException)
                    new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray())).readObject();

            assertThat(copy.report().orElseThrow().toJson()).isEqualTo(report.toJson());
            assertThat(copy.problems()).extracting(Report.Problem::code).containsExactly("ID_MISSING");
            assertThat(copy).hasMessage(thrown.getMessage()).hasMessageContaining("1 of 2 rows delivered");
        }
    }

    @Test
    void allMistakesOfAConfigurationAreThrownAtOnce() {
        var wrong = Upserter.builder().configuration("""
                userId: id
                mod: upsert
                parallelism: none
                """).environment(Map.of());

        var thrown = catchThrowableOfType(UpserterException.class, wrong::build);

        assertThat(thrown.problems()).hasSize(2).allSatisfy(problem -> {
            assertThat(problem.code()).isEqualTo("CONFIG_INVALID");
            assertThat(problem.location()).startsWith("configuration:");
        });
        assertThat(thrown.report()).isEmpty();
    }

    @Test
    void oneOfSeveralSyncsIsChosen() {
        String two = """
                siteId: a
                apiKey: b
                syncs:
                  - {sync: people, userId: id, source: {file: people.csv}}
                  - {sync: others, userId: id, source: {file: others.csv}}
                """;
        var builder =
                Upserter.builder().configuration(two).environment(Map.of()).state(State.temporary());

        assertThat(catchThrowableOfType(UpserterException.class, builder::build).problems())
                .singleElement()
                .satisfies(problem -> assertThat(problem.hint()).contains("sync(name)", "people"));
        try (var upserter = builder.sync("others").build()) {
            assertThat(upserter.sync()).isEqualTo("others");
        }
        assertThat(catchThrowableOfType(UpserterException.class, builder.sync("none")::build))
                .hasMessageContaining("has no sync of the name");
    }

    /** Both have rows with the same numbers, and one that only the first takes. */
    @Test
    void eachOfSeveralSyncsTellsOfItsOwnRows() throws Exception {
        Map<String, Object> tree = tree(Map.of());
        tree.keySet().removeAll(List.of("sync", "userId"));
        tree.put(
                "syncs",
                List.of(
                        Map.of("sync", "people", "userId", "id"),
                        Map.of(
                                "sync",
                                "devices",
                                "type",
                                "device",
                                "userId",
                                "id",
                                "device",
                                "token",
                                "platform",
                                "ios")));
        var syncs = Upserter.builder().configuration(tree).environment(Map.of());
        List<Map<String, String>> rows = List.of(Map.of("id", "ana", "token", "a"), Map.of("id", "bo"));
        var ofPeople = new ConcurrentLinkedQueue<RowOutcome<Map<String, String>>>();
        var ofDevices = new ConcurrentLinkedQueue<RowOutcome<Map<String, String>>>();
        try (Upserter people = syncs.sync("people").build();
                Upserter devices = syncs.sync("devices").build()) {
            Job one = people.start(Rows.maps(rows), ofPeople::add);
            Job other = devices.start(Rows.maps(rows), ofDevices::add);

            assertThat(one.join().delivered()).isEqualTo(2);
            assertThat(other.join().delivered()).isEqualTo(1);
        }
        assertThat(ofPeople.stream().map(outcome -> outcome.context().orElseThrow() + " " + outcome.verdict()))
                .containsExactlyInAnyOrder(rows.get(0) + " DELIVERED", rows.get(1) + " DELIVERED");
        assertThat(ofDevices.stream().map(outcome -> outcome.context().orElseThrow() + " " + outcome.verdict()))
                .containsExactlyInAnyOrder(rows.get(0) + " DELIVERED", rows.get(1) + " REJECTED");
    }

    /** The command line is named where nothing else does it. */
    @Test
    void hintsAreForAProgram() {
        sandbox.refuse("ana", "invalid", "plan", "may not be pro");
        try (var upserter = builder().build()) {
            Report report = upserter.send(Map.of("id", "ana", "plan", "pro"));

            assertThat(report.problems()).singleElement().satisfies(problem -> {
                assertThat(problem.hint())
                        .isEqualTo("read the reason, and correct the row. Then the next run that has the row sends it");
                assertThat(report.toJson()).contains(problem.hint());
            });
        }
    }

    @Test
    void withoutAStateWhatNeedsOneIsRefused() {
        assertRefused(Map.of("incremental", true), "State.folder(path)");
        assertRefused(Map.of("mode", "mirror", "removed", "delete"), "State.folder(path)");
        assertRefused(
                Map.of("type", "event", "event", "Seen", "time", "at"),
                "triggers: allow to send them, or triggers: hold");
        assertRefused(Map.of("type", "delete"), "irreversible: true");
        assertRefused(
                Map.of("mappings", List.of(Map.of("from", "a", "to", "a", "onlyIfEmpty", true)), "appApiKey", "k"),
                "State.folder(path)");
    }

    @Test
    void aStateThatStaysNeedsTheNameOfTheSync() throws Exception {
        Map<String, Object> unnamed = tree(Map.of());
        unnamed.remove("sync");
        var builder = Upserter.builder().configuration(unnamed).environment(Map.of());
        builder.state(State.temporary()).build().close();

        assertThat(catchThrowableOfType(UpserterException.class, builder.state(State.folder(folder))::build)
                        .problems())
                .singleElement()
                .satisfies(problem -> assertThat(problem.hint()).startsWith("set the key sync"));
        Path file = Files.writeString(folder.resolve("configuration.json"), "{\"userId\": \"id\"}");
        try (var upserter = builder.configuration(file).build()) {
            assertThat(upserter.sync()).isEqualTo("configuration");
        }
    }

    private void assertRefused(Map<String, ?> more, String hint) {
        var builder = Upserter.builder().configuration(tree(more)).environment(Map.of());
        assertThat(catchThrowableOfType(UpserterException.class, builder::build).problems())
                .as(more.toString())
                .anySatisfy(problem -> assertThat(problem.hint()).contains(hint));
    }

    @Test
    void aClosedUpserterTakesNothingAndLeavesNothing() throws Exception {
        var upserter = builder().state(State.temporary()).build();
        upserter.run(rows(TWO));
        upserter.close();
        upserter.close();

        assertThatIllegalStateException().isThrownBy(() -> upserter.run(rows(TWO)));
        assertThatIllegalStateException().isThrownBy(() -> upserter.start(rows(TWO)));
    }

    @Test
    @SuppressWarnings("NullAway") // that is what is tested
    void nullIsTheCallersMistake() {
        try (var upserter = builder().state(State.temporary()).build()) {
            assertNamed("rows", () -> upserter.run(null));
            assertNamed("rows", () -> upserter.start(null));
            assertNamed("rows", () -> upserter.check(null));
            assertNamed("rows", () -> upserter.plan(null));
            assertNamed("row", () -> upserter.send(null));
            assertNamed("object", () -> upserter.send(null, (object, row) -> {}));
            assertNamed("mapper", () -> upserter.send("ana", null));
            assertNamed("mapper", () -> upserter.ingester(null));
        }
        assertThatNullPointerException().isThrownBy(() -> Upserter.builder().configuration((Path) null));
        assertThatNullPointerException().isThrownBy(() -> Upserter.builder().state(null));
        assertNamed("variables", () -> Upserter.builder().environment(null));
        assertNamed("file", () -> Rows.file(null));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Upserter.builder().memory(-1))
                .withMessage("megabytes must be 16 or more, not -1");
        assertThatIllegalStateException().isThrownBy(() -> Upserter.builder().build());
    }

    private static void assertNamed(String argument, ThrowingCallable call) {
        assertThatNullPointerException().isThrownBy(call).withMessage(argument);
    }

    @Test
    void aClockThatThrowsEndsInAReport() throws Exception {
        var broken = new IllegalStateException("out of time");
        try (var upserter = builder()
                .state(State.temporary())
                .clock(() -> {
                    throw broken;
                })
                .build()) {
            Report report = upserter.run(rows(TWO));

            assertThat(report.cause()).containsSame(broken);
            assertThat(report.status()).isEqualTo(Report.Status.REFUSED);
            assertThat(report.problems())
                    .singleElement()
                    .satisfies(problem -> assertThat(problem.message())
                            .isEqualTo("the clock that was given threw java.lang.IllegalStateException"));
        }
        assertThat(sandbox.peopleCount()).isZero();
    }

    @Test
    void theListenerHearsOfRequestsAndHeadersAreSent() throws Exception {
        sandbox.recordRequests(true);
        var heard = new ConcurrentLinkedQueue<HttpOptions.Request>();
        HttpOptions options =
                HttpOptions.defaults().withHeader("X-Tenant", "blue").withListener(heard::add);
        try (var upserter = builder().state(State.temporary()).http(options).build()) {
            upserter.run(rows(TWO)).orThrow();
        }

        assertThat(heard).singleElement().satisfies(request -> {
            assertThat(request.method()).isEqualTo("POST");
            assertThat(request.status()).isEqualTo(200);
            assertThat(request.bytes()).isPositive();
            assertThat(request.host()).isEqualTo(sandbox.endpoint().getHost());
            assertThat(request.duration()).isPositive();
        });
        assertThat(sandbox.requests())
                .singleElement()
                .satisfies(request -> assertThat(request.headers()).containsEntry("x-tenant", "blue"));
    }

    @Test
    void aListenerThatThrowsHurtsNothing() throws Exception {
        HttpOptions options = HttpOptions.defaults().withListener(request -> {
            throw new IllegalStateException("broken");
        });
        try (var upserter = builder().state(State.temporary()).http(options).build()) {
            assertThat(upserter.run(rows(TWO)).isComplete()).isTrue();
        }
    }

    @Test
    void aRowIsSentByItself() {
        sandbox.recordRequests(true);
        try (var upserter = builder().build()) {
            for (int i = 0; i < 100; i++) {
                Report report =
                        upserter.send(Map.of("id", "p" + i % 7, "visits", i)).orThrow();
                assertThat(report.delivered()).isEqualTo(1);
                assertThat(report.requests()).isEqualTo(1);
            }
            Report rejected = upserter.send(Map.of("visits", 1));
            assertThat(rejected.status()).isEqualTo(Report.Status.COMPLETED_WITH_PROBLEMS);
            assertThat(rejected.problems()).extracting(Report.Problem::code).containsExactly("ID_MISSING");
            assertThat(rejected.requests()).isZero();
        }
        assertThat(sandbox.requests()).hasSize(100);
        assertThat(sandbox.peopleCount()).isEqualTo(7);
    }
}
