package dev.upserter.alert;

import static org.assertj.core.api.Assertions.assertThat;

import dev.upserter.alert.Receiver.Received;
import dev.upserter.config.SyncSet;
import dev.upserter.history.StateFolder;
import dev.upserter.history.SyncLock;
import dev.upserter.monitor.Lateness;
import dev.upserter.sandbox.Sandbox;
import dev.upserter.schedule.CatchUp;
import dev.upserter.schedule.CronText;
import dev.upserter.schedule.Schedule;
import dev.upserter.schedule.ScheduleConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** When a run that was due and has not been is told, and to whom. The clock begins at 02:00 UTC. */
@Timeout(60)
class LateAlertsTest {
    private static final Duration DAY = Duration.ofDays(1);
    private static final Duration GRACE = Duration.ofMinutes(15);

    @TempDir
    Path folder;

    private final Sandbox sandbox = Sandbox.start();
    private Receiver receiver;
    private AlertedSync sync;
    private String schedule = "0 2 * * *";

    @BeforeEach
    void open() throws IOException {
        receiver = new Receiver();
        sync = sync("[failed, late, recovered]");
    }

    private AlertedSync sync(String when) {
        return new AlertedSync(
                folder,
                sandbox,
                "alerts: [{webhook: \"" + receiver.url("/") + "\", when: " + when
                        + ", repeat: 1d}]\nschedule: \"0 2 * * *\"\n");
    }

    @AfterEach
    void close() {
        receiver.close();
        sandbox.close();
    }

    private Lateness look() {
        return look(true);
    }

    private Lateness look(boolean tells) {
        CronText.Reading.Good read = (CronText.Reading.Good) CronText.read(schedule);
        var times = new ScheduleConfig(new Schedule(read.expression(), ZoneId.of("UTC")), false, CatchUp.ONCE, null);
        SyncSet set = SyncSet.of(sync.config(), times);
        List<LateCheck.Found> found = new LateCheck(folder.resolve("c.yaml"), sync.state(), GRACE, sync.surroundings())
                .look(set, set.names(), tells);
        assertThat(found).hasSize(1);
        assertThat(found.getFirst().failures()).isEmpty();
        return found.getFirst().lateness();
    }

    private List<String> arrived() {
        return receiver.take().stream()
                .map(Received::json)
                .map(json -> json.get("event").asString() + " "
                        + String.join(", ", json.get("conditions").findValuesAsString("condition")))
                .toList();
    }

    @Test
    void aRunThatWasNotIsToldOnceAndAgainAfterItsTimeAndItsEndOnce() throws IOException {
        look();
        sync.run(2, 0);
        assertThat(look().verdict()).isEqualTo(Lateness.Verdict.NOT_DUE);
        sync.pass(DAY);
        assertThat(look().verdict()).isEqualTo(Lateness.Verdict.DONE); // 02:01, within the grace
        assertThat(arrived()).isEmpty();

        sync.pass(Duration.ofMinutes(15));
        assertThat(look(false).isLate()).isTrue();
        assertThat(arrived()).isEmpty();
        assertThat(look().isLate()).isTrue();
        assertThat(arrived()).containsExactly("alert late");
        sync.pass(Duration.ofHours(5));
        look();
        assertThat(arrived()).isEmpty();
        sync.pass(Duration.ofHours(19));
        look();
        assertThat(arrived()).containsExactly("reminder late");

        sync.run(2, 0);
        assertThat(arrived()).containsExactly("recovered late");
        assertThat(look().verdict()).isEqualTo(Lateness.Verdict.DONE);
        assertThat(arrived()).isEmpty();
    }

    @Test
    void whatItSaysIsWhatToDoAndWhere() throws IOException {
        look();
        sync.run(1, 0);
        sync.pass(DAY.plusHours(1));
        look();
        JsonNode json = receiver.take().getFirst().json();
        assertThat(json.get("title").asString()).isEqualTo("people: late");
        assertThat(json.get("due").asString()).isEqualTo("2026-12-01T02:00:00Z");
        assertThat(json.get("completed").asString()).isEqualTo("2026-11-30T02:00:00Z");
        assertThat(LateTexts.line(look(), sync.surroundings().clock().instant()))
                .isEqualTo("late. No run has completed that began at 2026-12-01 02:00 UTC or later."
                        + " The last that completed ended at 2026-11-30 02:00 UTC");
        assertThat(LateTexts.toDo(look(), sync.state())).contains("crontab -l");

        String run = sync.runWithoutFile().run();
        assertThat(arrived()).containsExactly("alert failed, late");
        assertThat(LateTexts.line(look(), sync.surroundings().clock().instant()))
                .endsWith(". Since then, one was refused (INPUT_NOT_FOUND)");
        assertThat(LateTexts.toDo(look(), sync.state()))
                .startsWith("upserter show ")
                .contains(run);
    }

    @Test
    void aSyncThatRanByHandIsNotLateOnceItGetsASchedule() throws IOException {
        sync.run(1, 0);
        sync.pass(DAY.plusDays(1));
        assertThat(look().verdict()).isEqualTo(Lateness.Verdict.NOT_DUE);
        sync.pass(DAY.plus(GRACE));
        assertThat(look().isLate()).isTrue();
    }

    /** Nobody has missed a time before the schedule was there. */
    @Test
    void aScheduleCountsFromWhenItIsSeenFirst() throws IOException {
        sync.pass(Duration.ofHours(10));
        assertThat(look().verdict()).isEqualTo(Lateness.Verdict.NOT_DUE);
        assertThat(LateTexts.line(look(), sync.surroundings().clock().instant()))
                .isEqualTo("not due yet. Next at 2026-12-01 02:00 UTC");
        sync.pass(Duration.ofHours(15));
        assertThat(look().isLate()).isTrue();
        sync.run(1, 0);
        schedule = "0 3 * * *";
        assertThat(look().verdict()).isEqualTo(Lateness.Verdict.NOT_DUE);
        sync.pass(DAY.plus(GRACE));
        assertThat(look().isLate()).isTrue();
        Files.writeString(new StateFolder(sync.state()).sync("people").resolve("expected.json"), "{\"version\": ");
        assertThat(look().isLate()).as("of a damaged file, no time is left out").isTrue();
    }

    @Test
    void aRunThatGoesOnIsNotLateUntilTheNextIsDue() throws IOException {
        look();
        sync.run(1, 0);
        sync.pass(DAY);
        Path its = new StateFolder(sync.state()).sync("people");
        try (var lock = SyncLock.take(
                its,
                "people",
                "20261201-020100-0000",
                sync.surroundings().clock().instant())) {
            sync.pass(Duration.ofHours(20));
            assertThat(look().verdict()).isEqualTo(Lateness.Verdict.UNDER_WAY);
            sync.pass(Duration.ofHours(5));
            assertThat(look().isLate()).isTrue();
        }
        assertThat(arrived()).containsExactly("alert late");
    }

    @Test
    void aRunThatBeganBeforeItWasDueDoesNotCount() throws IOException {
        look();
        sync.pass(Duration.ofHours(23));
        sync.run(1, 0);
        sync.pass(Duration.ofHours(2));

        assertThat(look().isLate()).isTrue();
    }
}
