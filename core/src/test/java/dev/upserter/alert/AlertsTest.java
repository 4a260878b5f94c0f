package dev.upserter.alert;

import static org.assertj.core.api.Assertions.assertThat;

import dev.upserter.alert.Receiver.Received;
import dev.upserter.history.SyncLock;
import dev.upserter.problem.Code;
import dev.upserter.problem.Level;
import dev.upserter.problem.Problem;
import dev.upserter.report.RunReport;
import dev.upserter.report.Status;
import dev.upserter.run.RunAlerts;
import dev.upserter.run.option.RunOptions;
import dev.upserter.run.option.StateUse;
import dev.upserter.run.option.StopSignal;
import dev.upserter.sandbox.Sandbox;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.Callable;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** When runs alert whom, by which words. */
@Timeout(60)
class AlertsTest {
    private static final String SECRET = "0123456789abcdef";

    @TempDir
    Path folder;

    private final Sandbox sandbox = Sandbox.start();
    private Receiver receiver;

    @BeforeEach
    void open() throws IOException {
        receiver = new Receiver();
    }

    @AfterEach
    void close() {
        receiver.close();
        sandbox.close();
    }

    private AlertedSync sync(String when) {
        return sync(when, "");
    }

    private AlertedSync sync(String when, String more) {
        return new AlertedSync(
                folder,
                sandbox,
                "alerts:\n  - {webhook: \"" + receiver.url("/hook?a=b") + "\", secret: " + SECRET + ", when: " + when
                        + more + "}\n");
    }

    /** The events and conditions that have arrived, such as {@code alert failed}. */
    private List<String> arrived() {
        return receiver.take().stream()
                .map(Received::json)
                .map(json -> json.get("event").asString() + " "
                        + String.join(", ", json.get("conditions").findValuesAsString("condition")))
                .toList();
    }

    @Test
    void whatLastsIsSaidOnceAndItsEndOnce() throws IOException {
        AlertedSync sync = sync("[failed, recovered]");

        assertThat(sync.run(2, 0).problems()).isEmpty();
        assertThat(arrived()).isEmpty();
        assertThat(sync.runWithoutFile().status()).isEqualTo(Status.REFUSED);
        assertThat(arrived()).containsExactly("alert failed");
        sync.pass(Duration.ofDays(1));
        sync.runWithoutFile();
        sync.runWithoutFile();
        assertThat(arrived()).isEmpty();
        sync.run(2, 0);
        assertThat(arrived()).containsExactly("recovered failed");
        sync.run(2, 0);
        assertThat(arrived()).isEmpty();
        sync.runWithoutFile();
        assertThat(arrived()).containsExactly("alert failed");
    }

    @Test
    void aRunWhoseThreadWasInterruptedAlertsAllTheSame() throws Exception {
        AlertedSync sync = sync("[failed, recovered]");
        RunReport refused = sync.runWithoutFile();
        assertThat(arrived()).containsExactly("alert failed");

        RunReport told = interrupted(() ->
                RunAlerts.undone(sync.config(), RunOptions.in(folder.resolve("other")), sync.surroundings(), refused));

        assertThat(told.problems()).isEqualTo(refused.problems());
        assertThat(arrived()).containsExactly("alert failed");
    }

    /** Calls it with the thread's interrupt set, which must still be so afterwards. */
    private static <T> T interrupted(Callable<T> call) throws Exception {
        Thread.currentThread().interrupt();
        T result;
        try {
            result = call.call();
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }
        return result;
    }

    @Test
    void whatLastsIsRepeatedAfterTheTimeThatTheAlertSays() throws IOException {
        AlertedSync sync = sync("[failed]", ", repeat: 1d");

        sync.runWithoutFile();
        sync.pass(Duration.ofHours(23));
        sync.runWithoutFile();
        assertThat(arrived()).containsExactly("alert failed");
        sync.pass(Duration.ofHours(1));
        sync.runWithoutFile();
        JsonNode json = receiver.take().getFirst().json();
        assertThat(json.get("event").asString()).isEqualTo("reminder");
        assertThat(json.at("/conditions/0/since").asString()).isEqualTo("2026-11-30T02:00:00Z");
        assertThat(json.at("/conditions/0/runs").asInt()).isEqualTo(3);
        sync.run(1, 0);
        assertThat(arrived()).isEmpty();
    }

    @Test
    void aNewConditionOfAnAlertIsSaidWhileAnotherLasts() throws IOException {
        AlertedSync sync = sync("[problems, \"rejected > 10%\", recovered]");

        sync.run(20, 1);
        assertThat(arrived()).containsExactly("alert problems");
        sync.run(20, 3);
        JsonNode second = receiver.take().getFirst().json();
        assertThat(second.get("title").asString()).isEqualTo("people: rejected > 10% (3 of 23, 13%)");
        assertThat(second.get("conditions").findValuesAsString("condition"))
                .containsExactly("problems", "rejected > 10%");
        sync.run(20, 1);
        assertThat(arrived()).isEmpty();
        sync.run(20, 0);
        assertThat(arrived()).containsExactly("recovered problems");
    }

    @Test
    void theRowsReadAreComparedWithTheCompletedRunBefore() throws IOException {
        AlertedSync sync = sync("[\"read < 50%\"]");

        sync.run(10, 0);
        sync.runWithoutFile();
        sync.run(5, 0);
        assertThat(arrived()).isEmpty();
        sync.run(2, 0);
        assertThat(receiver.take())
                .singleElement()
                .satisfies(alert ->
                        assertThat(alert.json().get("title").asString()).isEqualTo("people: read < 50% (2 of 5, 40%)"));
    }

    @Test
    void aRunOfSomeRowsNeitherMeasuresNorRecovers() throws IOException {
        AlertedSync sync = sync("[failed, problems, \"read < 50%\", \"rejected > 1\", recovered]");

        sync.run(10, 0);
        sync.runWithoutFile();
        assertThat(arrived()).containsExactly("alert failed");
        sync.run(10, 0, options -> options.withLimit(1));
        assertThat(arrived()).isEmpty();
        RunReport report = sync.run(10, 1);
        assertThat(arrived()).containsExactly("alert problems");
        sync.sync().retry(report.run(), RunOptions.in(sync.state()));
        assertThat(arrived()).isEmpty();
    }

    @Test
    void boundsAreMeasuredWithTheirUnits() throws IOException {
        AlertedSync sync =
                sync("[\"rejected > 2\", \"delivered < 4\", \"duration > 1h\", \"deadLetters > 0\", \"read > 5\"]");

        sync.run(4, 2);
        assertThat(arrived()).containsExactly("alert read > 5");
        sync.run(3, 3);
        assertThat(arrived()).containsExactly("alert rejected > 2, delivered < 4, read > 5");
    }

    @Test
    void aRunThatSendsNothingAlertsNobody() throws IOException {
        AlertedSync sync = sync("[failed, problems, \"rejected > 0\"]");
        Path file = Files.writeString(folder.resolve("bad.csv"), "id,plan\n,a\n");
        var data = new dev.upserter.source.DataFile.OnDisk(file, "bad.csv");

        sync.run(1, 1, RunOptions::withDryRun);
        sync.sync().plan(data, RunOptions.in(sync.state()));
        sync.sync().check(data, RunOptions.in(sync.state()));

        assertThat(receiver.take()).isEmpty();
        assertThat(sync.state().resolve("syncs/people/alerts.json")).doesNotExist();
    }

    @Test
    void aRunThatIsAskedToStopHasNotFailed() throws IOException {
        AlertedSync sync = sync("[failed]");
        var stop = new StopSignal();
        stop.stop();

        assertThat(sync.run(3, 0, options -> options.withStop(stop)).status()).isEqualTo(Status.STOPPED);

        assertThat(receiver.take()).isEmpty();
    }

    @Test
    void aRunThatFindsTheSyncLockedHasFailed() throws Exception {
        AlertedSync sync = sync("[failed]");
        Path locked = sync.state().resolve("syncs/people");

        try (SyncLock lock = SyncLock.take(locked, "people", "other", Instant.now())) {
            sync.run(1, 0);
        }

        assertThat(receiver.take())
                .singleElement()
                .satisfies(alert ->
                        assertThat(alert.json().at("/reason/code").asString()).isEqualTo("RUN_LOCKED"));
    }

    @Test
    void wrongCredentialsAreReportedWithoutThem() throws IOException {
        AlertedSync sync = sync("[failed]");
        sync.haveKey("wrong-key-0123");

        RunReport report = sync.run(3, 0);

        Received alert = receiver.take().getFirst();
        JsonNode json = alert.json();
        assertThat(json.at("/reason/code").asString()).isEqualTo("AUTH_REJECTED");
        assertThat(json.at("/reason/help").asString()).isEqualTo(Code.AUTH_REJECTED.help());
        assertThat(json.get("run").asString()).isEqualTo(report.run());
        assertThat(json.get("status").asString()).isEqualTo("refused");
        assertThat(json.get("exitCode").asInt()).isEqualTo(4);
        assertThat(alert.body()).doesNotContain("wrong-key-0123", sandbox.siteId(), "person-1", "secret-plan", SECRET);
    }

    @Test
    void theReceiverCanCheckWhoSignedAndWhen() throws Exception {
        AlertedSync sync = sync("[failed]");
        sync.runWithoutFile();

        Received alert = receiver.take().getFirst();
        assertThat(alert.path()).isEqualTo("/hook?a=b");
        assertThat(alert.headers()).doesNotContainKey("Authorization");
        String[] signature =
                alert.headers().getOrDefault("Upserter-signature", "").split("[=,]", -1);
        assertThat(signature).hasSize(4);
        assertThat(Instant.ofEpochSecond(Long.parseLong(signature[1]))).isEqualTo("2026-11-30T02:00:00Z");
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        assertThat(signature[3])
                .isEqualTo(HexFormat.of()
                        .formatHex(mac.doFinal((signature[1] + "." + alert.body()).getBytes(StandardCharsets.UTF_8))));
    }

    @Test
    void slackGetsWordsThatOneCanActOn() throws IOException {
        var sync = new AlertedSync(
                folder,
                sandbox,
                "alerts: [{slack: \"" + receiver.url("/services/T0/B0/x") + "\", when: [\"rejected > 10%\"]}]\n");
        RunReport report = sync.run(3, 1);

        JsonNode json = receiver.take().getFirst().json();
        assertThat(json.propertyNames()).containsExactly("text");
        assertThat(json.get("text").asString().lines())
                .satisfiesExactly(
                        line -> assertThat(line).isEqualTo("*people: rejected &gt; 10% (1 of 4, 25%)*"),
                        line -> assertThat(line).isEqualTo("The run completed with problems."),
                        line -> assertThat(line)
                                .isEqualTo(
                                        "Condition: rejected &gt; 10% (1 of 4, 25%), since 2026-11-30 02:00 UTC, 1 run"),
                        line -> assertThat(line)
                                .startsWith("Rows: 4 read, 3 delivered, 1 rejected, 0 dead letters, 0 removed, in "),
                        line -> assertThat(line).isEqualTo("Reason: ID_MISSING"),
                        line -> assertThat(line).isEqualTo("To do: " + Code.ID_MISSING.help()),
                        line -> assertThat(line)
                                .isEqualTo("Look: upserter show " + folder.resolve("state/runs/" + report.run())));
    }

    @Test
    void anAlertThatFailsIsAWarningOfTheReportAndIsSentByTheNextRun() throws IOException {
        AlertedSync sync = sync("[problems]");
        receiver.answer(500, 503, 404);

        RunReport report = sync.run(3, 1);

        assertThat(report.status()).isEqualTo(Status.COMPLETED_WITH_PROBLEMS);
        assertThat(report.problems()).last().satisfies(finding -> {
            assertThat(finding.code()).isEqualTo(Code.ALERT_FAILED);
            assertThat(finding.level()).isEqualTo(Level.WARN);
            assertThat(finding.examples().getFirst().message())
                    .isEqualTo("alert 1 (webhook) could not be sent: it answered with status 503");
        });
        assertThat(RunReport.fromJson(Files.readString(report.files().report())).problems())
                .last()
                .satisfies(finding -> assertThat(finding.code()).isEqualTo(Code.ALERT_FAILED));
        assertThat(arrived()).as("one repeat").containsExactly("alert problems", "alert problems");
        sync.run(3, 1);
        assertThat(arrived()).as("404 is not repeated").containsExactly("alert problems");
        assertThat(sync.run(3, 1).problems()).noneMatch(finding -> finding.code() == Code.ALERT_FAILED);
        assertThat(arrived()).containsExactly("alert problems");
        sync.run(3, 1);
        assertThat(arrived()).isEmpty();
    }

    @Test
    void noRedirectIsFollowed() throws IOException {
        AlertedSync sync = sync("[failed]");
        receiver.answer(302);

        RunReport report = sync.runWithoutFile();

        assertThat(receiver.take()).hasSize(1);
        assertThat(report.problems()).anyMatch(finding -> finding.code() == Code.ALERT_FAILED);
    }

    @Test
    void oneAlertThatFailsDoesNotKeepAnotherFromBeingSent() throws IOException {
        String nobody = "http://127.0.0.1:1/";
        var sync = new AlertedSync(
                folder, sandbox, "alerts: [{webhook: \"" + nobody + "\"}, {webhook: \"" + receiver.url("/") + "\"}]\n");

        RunReport report = sync.runWithoutFile();

        assertThat(arrived()).containsExactly("alert failed");
        assertThat(report.problems())
                .last()
                .satisfies(finding -> assertThat(finding.examples().getFirst().message())
                        .isEqualTo("alert 1 (webhook) could not be sent: the connection was refused"));
        sync.runWithoutFile();
        assertThat(arrived()).isEmpty();
    }

    @Test
    void aRunIntoASandboxOfItsOwnRemembersNothing() throws IOException {
        AlertedSync sync = sync("[problems]");
        StateUse use = StateUse.CONFIGURED.withPlace(new StateUse.Place.OfRun());

        sync.run(1, 1, options -> options.withState(use));
        sync.run(1, 1, options -> options.withState(use));

        assertThat(arrived()).containsExactly("alert problems", "alert problems");
        assertThat(sync.state().resolve("syncs/people/alerts.json")).doesNotExist();
    }

    @Test
    void aRecordThatCannotBeReadCountsAsNone() throws IOException {
        AlertedSync sync = sync("[problems]");
        sync.run(1, 1);
        Path file = sync.state().resolve("syncs/people/alerts.json");
        Files.writeString(file, Files.readString(file).replace("\"version\" : \"1\"", "\"version\" : \"2\""));
        sync.run(1, 1);
        Files.writeString(file, "{");
        sync.run(1, 1);

        assertThat(arrived()).containsExactly("alert problems", "alert problems", "alert problems");
        assertThat(Files.readString(file)).doesNotContain(SECRET, "127.0.0.1");
    }

    @Test
    void whereNothingCanBeRememberedItIsSentAllTheSame() throws IOException {
        AlertedSync sync = sync("[problems]");
        Files.createDirectories(sync.state().resolve("syncs/people/alerts.json/in-its-place"));

        RunReport report = sync.run(1, 1);

        assertThat(arrived()).containsExactly("alert problems");
        assertThat(report.problems())
                .last()
                .satisfies(finding -> assertThat(finding.examples().getFirst().message())
                        .isEqualTo("which alerts were sent could not be read: Is a directory. This run may send some"
                                + " again"));
    }

    @Test
    void aConfigurationWithAMistakeAlertsAsFarAsItCanBeRead() throws IOException {
        Path file = Files.writeString(
                folder.resolve("people.yaml"), """
            userID: id
            alerts:
              - {webhook: "%s", when: [failed, recovered]}
              - {webhook: "%s", whn: [failed]}
              - {webhook: nowhere}
            """.formatted(receiver.url("/good"), receiver.url("/misspelt")));
        var unread = new UnreadConfig(
                file, folder.resolve("state"), true, new AlertedSync(folder, sandbox, "").surroundings());
        List<Problem> problems = List.of(Problem.of(Code.CONFIG_INVALID, null, "there is no key \"userID\""));

        assertThat(unread.tell(List.of(), problems)).isEmpty();
        assertThat(unread.tell(List.of(), problems)).isEmpty();
        assertThat(unread.tell(List.of("others"), problems)).isEmpty();

        List<Received> alerts = receiver.take();
        assertThat(alerts).extracting(Received::path).containsExactlyInAnyOrder("/good", "/misspelt");
        assertThat(alerts.getFirst().json().get("title").asString()).isEqualTo("people: failed");
        assertThat(alerts.getFirst().json().at("/reason/message").asString()).isEqualTo("there is no key \"userID\"");
        var sync = new AlertedSync(
                folder, sandbox, "alerts: [{webhook: \"" + receiver.url("/good") + "\", when: [failed, recovered]}]\n");
        sync.run(1, 0);
        assertThat(arrived()).containsExactly("recovered failed");
    }

    @Test
    void ofSeveralSyncsThoseAlertWhoseNamesCanBeRead() throws IOException {
        Path file = Files.writeString(
                folder.resolve("all.yaml"), """
            alerts: [{webhook: "%s"}]
            syncs:
              - {sync: people, userId: id, also: [{sync: members, type: sgment, segment: 7}]}
              - {sync: orders, type: event, alerts: [{webhook: "%s"}]}
              - {sync: silent, alerts: []}
            """.formatted(receiver.url("/all"), receiver.url("/own")));
        var unread = new UnreadConfig(file, folder, true, new AlertedSync(folder, sandbox, "").surroundings());

        unread.tell(List.of(), List.of(Problem.of(Code.CONFIG_INVALID, null, "a mistake")));

        assertThat(receiver.take())
                .extracting(alert -> alert.json().get("sync").asString() + " " + alert.path())
                .containsExactlyInAnyOrder("people /all", "members /all", "orders /own");
    }

    @Test
    void wordsThatMayNameSomebodyAreLeftOut() {
        RunReport report = dev.upserter.report.UndoneReport.of(
                "people",
                null,
                Status.REFUSED,
                List.of(Problem.of(Code.QUERY_FAILED, null, "no such value: ana@example.org")));

        assertThat(Reason.of(report).orElseThrow().said()).isEqualTo("QUERY_FAILED");
    }
}
