package dev.upserter.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.upserter.history.Scope;
import dev.upserter.plan.EventIds;
import dev.upserter.problem.Code;
import dev.upserter.problem.ProblemException;
import dev.upserter.report.ChangeEvents;
import dev.upserter.report.Finding;
import dev.upserter.report.RunReport;
import dev.upserter.run.option.Resume;
import dev.upserter.sandbox.Sandbox;
import dev.upserter.sandbox.fault.Answer;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Events that tell of people who were added, changed or removed. */
class ChangeEventsTest {
    private static final String NAMES = "changeEvents: {added: Joined, changed: Altered, removed: Left}\n";
    private static final String MIRROR = "userId: id\nmode: mirror\n" + NAMES;
    private static final String MONDAY = "[{\"id\":\"1\",\"plan\":\"a\"},{\"id\":\"2\",\"plan\":\"b\"},"
            + "{\"id\":\"3\",\"plan\":\"c\"},{\"id\":\"4\",\"plan\":\"d\"}]";
    /** One is changed, 3 is gone, 5 is new. */
    private static final String TUESDAY = "[{\"id\":\"1\",\"plan\":\"z\"},{\"id\":\"2\",\"plan\":\"b\"},"
            + "{\"id\":\"4\",\"plan\":\"d\"},{\"id\":\"5\",\"plan\":\"e\"}]";

    @TempDir
    Path folder;

    private final Sandbox sandbox = Sandbox.start();

    @AfterEach
    void close() {
        sandbox.close();
    }

    private RunReport run(String yaml, String rows) throws IOException {
        return new Written(folder, sandbox, yaml).run(rows);
    }

    private RunReport run(String yaml, String rows, Scope scope) throws IOException {
        return new Written(folder, sandbox, yaml)
                .options(options -> options.withState(options.state().withScope(scope)))
                .run(rows);
    }

    private RunReport plan(String yaml, String rows) throws IOException {
        return new Written(folder, sandbox, yaml)
                .options(options -> options.withDryRun())
                .start(rows)
                .plan()
                .report();
    }

    private SortedMap<String, String> events() {
        return Objects.requireNonNull(sandbox.contents().get("events"));
    }

    private static ChangeEvents sent(long count) {
        return new ChangeEvents(count, count, 0, 0);
    }

    private static List<Code> codes(RunReport report) {
        return report.problems().stream().map(Finding::code).toList();
    }

    private static String message(RunReport report, Code code) {
        return report.problems().stream()
                .filter(finding -> finding.code() == code)
                .map(finding ->
                        finding.count() + " " + finding.examples().getFirst().message())
                .findFirst()
                .orElse("");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "api: single\n", "removed: set\n", "removed: clear\nkeepValues: true\n"})
    void eachChangeHasOneEventOnceTheStateKnows(String more) throws IOException {
        String yaml = MIRROR + more;
        RunReport first = run(yaml, MONDAY);
        assertThat(events()).isEmpty();
        assertThat(first.changeEvents()).isEqualTo(sent(0));
        assertThat(message(first, Code.CHANGE_EVENTS_UNSENT))
                .isEqualTo(
                        "4 no event tells of the change: no run of this sync has completed yet, so that nobody can tell"
                                + " who is new");
        assertThat(first.exitCode()).isZero();

        assertThat(Objects.requireNonNull(plan(yaml, TUESDAY).changeEvents()).due())
                .isEqualTo(3);
        RunReport second = run(yaml, TUESDAY);
        assertThat(second.changeEvents()).isEqualTo(sent(3));
        assertThat(second.records().read() + second.records().removed()).isEqualTo(5);
        assertThat(events().values())
                .satisfiesExactlyInAnyOrder(
                        event -> assertThat(event).contains("Altered").contains("\"z\""),
                        event -> assertThat(event).contains("Joined").contains("\"e\""),
                        event -> assertThat(event).contains("Left"));
        assertThat(events().keySet())
                .allSatisfy(id -> assertThat(Duration.between(EventIds.time(id), Instant.now()))
                        .isLessThan(Duration.ofMinutes(5)));

        RunReport third = run(yaml, TUESDAY);
        assertThat(third.changeEvents()).isEqualTo(sent(0));
        assertThat(third.problems()).isEmpty();
        assertThat(events()).hasSize(3);
    }

    @Test
    void theSameChangeAgainIsAnotherEvent() throws IOException {
        run(MIRROR, MONDAY);
        for (int i = 1; i <= 2; i++) {
            assertThat(run(MIRROR, TUESDAY).changeEvents()).isEqualTo(sent(3));
            assertThat(run(MIRROR, MONDAY).changeEvents()).isEqualTo(sent(3));
            assertThat(events()).hasSize(6 * i);
        }
        assertThat(events().values().stream().filter(event -> event.contains("Altered") && event.contains("\"z\"")))
                .hasSize(2);
    }

    @Test
    void theValuesBeforeAreToldWhereTheyAreKept() throws IOException {
        String yaml = MIRROR + "changedFieldsOnly: true\n";
        run(yaml, MONDAY.replace("\"plan\":\"a\"", "\"plan\":\"a\",\"reply_to\":\"x\",\"same\":1"));
        run(yaml, TUESDAY.replace("\"plan\":\"z\"", "\"plan\":\"z\",\"reply_to\":\"x\",\"same\":1"));

        assertThat(events().values())
                .satisfiesExactlyInAnyOrder(
                        event -> assertThat(event)
                                .contains(
                                        "\"plan\":\"z\",\"same\":1,\"before\":{\"plan\":\"a\",\"reply_to\":\"x\",\"same\":1}"),
                        event -> assertThat(event).contains("Joined").doesNotContain("before"),
                        event -> assertThat(event).contains("Left").contains("\"before\":{\"plan\":\"c\"}"));
    }

    @Test
    void onlyNamedChangesAreTold() throws IOException {
        String yaml = "userId: id\nincremental: true\nchangeEvents: {changed: Altered}\n";
        run(yaml, MONDAY);
        assertThat(run(yaml, TUESDAY).changeEvents()).isEqualTo(sent(1));
        assertThat(events().values()).singleElement().asString().contains("Altered");
    }

    @Test
    void aRunThatCannotTellWhatChangedSaysSo() throws IOException {
        run(MIRROR, MONDAY, Scope.BASELINE);
        RunReport mapped = run(MIRROR + "mappings: [{from: plan, to: tariff}]\n", TUESDAY);
        assertThat(mapped.changeEvents()).isEqualTo(sent(2));
        assertThat(message(mapped, Code.CHANGE_EVENTS_UNSENT))
                .startsWith("3 no event tells of the change: the mapping was changed");
        run(MIRROR, TUESDAY);

        RunReport full = run(MIRROR, TUESDAY.replace("\"z\"", "\"y\""), Scope.FULL);
        assertThat(full.changeEvents()).isEqualTo(sent(0));
        assertThat(message(full, Code.CHANGE_EVENTS_UNSENT))
                .isEqualTo("1 no event tells of the change: a run with --full sends no events");
        assertThat(events()).hasSize(2);
    }

    @Test
    void aRefusedEventIsToldAndSentAgainByTheNextRunTogetherWithLaterOnes() throws IOException {
        String yaml = """
                userId: id
                incremental: true
                api: single
                parallelism: 1
                changeEvents: {changed: Altered}
                """;
        run(yaml, MONDAY);
        sandbox.answerNext(Answer.normal(), Answer.status(400));
        String changed = MONDAY.replace("\"a\"", "\"y\"");

        RunReport refused = run(yaml, changed);
        assertThat(refused.changeEvents()).isEqualTo(new ChangeEvents(1, 0, 1, 0));
        assertThat(refused.exitCode()).isEqualTo(1);
        assertThat(refused.records().delivered()).isEqualTo(1);
        assertThat(message(refused, Code.CHANGE_EVENT_REFUSED)).startsWith("1 Customer.io did not take an event");
        assertThat(plan(yaml, changed).changeEvents()).isEqualTo(ChangeEvents.due(1));

        RunReport next = run(yaml, TUESDAY);
        assertThat(next.changeEvents()).isEqualTo(sent(2));
        assertThat(events().values())
                .extracting(event -> event.contains("\"y\"") || event.contains("\"z\""))
                .containsExactly(true, true);
        assertThat(run(yaml, TUESDAY).changeEvents()).isEqualTo(sent(0));
    }

    @Test
    void aRunThatStopsBeforeItsEventsSendsThemWhenItIsResumed() throws IOException {
        run(MIRROR, MONDAY);
        sandbox.answerNext(Answer.normal(), Answer.status(401));
        RunReport stopped = run(MIRROR, TUESDAY);
        assertThat(stopped.exitCode()).isEqualTo(4);
        assertThat(stopped.changeEvents()).isEqualTo(new ChangeEvents(3, 0, 0, 3));
        assertThat(sandbox.person("5")).isPresent();
        assertThat(events()).isEmpty();

        RunReport resumed = new Written(folder, sandbox, MIRROR)
                .options(options -> options.withResume(new Resume.Latest()))
                .run(TUESDAY);
        assertThat(resumed.changeEvents()).isEqualTo(sent(3));
        assertThat(events()).hasSize(3);
    }

    @Test
    void anEventWhoseAnswerIsLostIsSentAgainAsTheSame() throws IOException {
        run(MIRROR, MONDAY);
        sandbox.answerNext(Answer.normal(), Answer.lost(), Answer.status(401));
        RunReport lost = run(MIRROR, TUESDAY);
        assertThat(lost.changeEvents()).isEqualTo(new ChangeEvents(3, 0, 0, 3));
        var before = events();
        assertThat(before).hasSize(3);

        assertThat(run(MIRROR, TUESDAY).changeEvents()).isEqualTo(sent(3));
        assertThat(events()).isEqualTo(before);
    }

    @Test
    void whoeverWasRemovedIsAddedWhenTheyAreBackThoughTheEventIsStillToBeSent() throws IOException {
        run(MIRROR, MONDAY);
        sandbox.answerNext(Answer.normal(), Answer.status(401));
        run(MIRROR, TUESDAY);
        RunReport back = run(MIRROR, MONDAY);
        assertThat(back.changeEvents()).isEqualTo(sent(6));
        assertThat(events().values().stream().filter(event -> event.contains("Joined")))
                .hasSize(2);
        assertThat(events().values().stream().filter(event -> event.contains("Left")))
                .hasSize(2);
    }

    @Test
    void whatWaitsStaysWithoutTheKeyAndNobodyElseDoes() throws IOException {
        String without = MIRROR.replace(NAMES, "");
        run(MIRROR, MONDAY);
        sandbox.answerNext(Answer.normal(), Answer.status(401));
        run(MIRROR, TUESDAY);
        RunReport silent = run(without, "[{\"id\":\"4\",\"plan\":\"d\"}]");
        assertThat(silent.changeEvents()).isNull();
        assertThat(events()).isEmpty();

        assertThat(run(MIRROR, "[{\"id\":\"4\",\"plan\":\"d\"}]").changeEvents())
                .isEqualTo(sent(3));
    }

    @Test
    void theReportIsReadAsItWasWritten() throws IOException {
        run(MIRROR, MONDAY);
        RunReport report = run(MIRROR, TUESDAY);
        assertThat(RunReport.fromJson(report.toJson()).changeEvents()).isEqualTo(sent(3));
    }

    @Test
    void anEventOfSomebodyWhoIsDeletedIsDropped() throws IOException {
        String yaml = "userId: id\nmode: mirror\nremoved: delete\napi: batch\nchangeEvents: {added: Joined}\n";
        run(yaml, MONDAY);
        sandbox.answerNext(Answer.normal(), Answer.status(401));
        run(yaml, MONDAY.replace("]", ",{\"id\":\"5\",\"plan\":\"e\"}]"));
        RunReport gone = new Written(folder, sandbox, yaml)
                .options(options -> options.withState(options.state().withAllowRemovals()))
                .run(MONDAY);

        assertThat(message(gone, Code.CHANGE_EVENTS_UNSENT)).startsWith("1 an event that");
        assertThat(sandbox.person("5")).isEmpty();
        assertThat(events()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "userId: id\n;2:15: changeEvents needs incremental: true",
                "userId: id\nmode: update\nincremental: true\n;4:15: changeEvents must not be set where mode is update",
                "userId: id\nmode: create\nincremental: true\n;4:15: changeEvents must not be set where mode is create",
                "userId: id\nmode: mirror\nremoved: delete\n;4:15: changeEvents.removed must not be set",
                "userId: id\nmode: mirror\nremoved: suppress\n;4:15: changeEvents.removed must not be set",
                "type: device\nuserId: id\ndevice: d\nplatform: ios\n;5:1: changeEvents says nothing where type is device"
            })
    void whereNoEventCouldTellTheConfigurationIsRefused(String text) {
        String[] parts = text.split(";", -1);
        assertRefused(parts[0] + NAMES, parts[1]);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{added: \" Joined\"};changeEvents.added must be the name of an event",
                "{changed: \"\"};changed must not be empty",
                "{};changeEvents must name an event",
                "Joined;changeEvents must be an object",
                "{moved: x};changeEvents has no key",
            })
    void aWrongNameIsToldAtItsPlace(String text) {
        String[] parts = text.split(";", -1);
        assertRefused("userId: id\nincremental: true\nchangeEvents: " + parts[0] + "\n", parts[1]);
    }

    @Test
    void aNameHasAtMost100Bytes() {
        String start = "userId: id\nincremental: true\nchangeEvents: {added: ";
        assertRefused(start + "ä".repeat(50) + "x}\n", "1 to 100 bytes");
        assertThat(new Written(folder, sandbox, start + "ä".repeat(50) + "}\n").config())
                .isNotNull();
    }

    private void assertRefused(String yaml, String message) {
        ProblemException refused =
                catchThrowableOfType(ProblemException.class, () -> new Written(folder, sandbox, yaml).config());
        assertThat(refused.problems()).hasSize(1);
        assertThat(refused.problems().getFirst().toString()).contains(message);
    }

    @Test
    void whatDoesNothingIsTold() throws IOException {
        RunReport report = run("userId: id\nincremental: true\n" + NAMES, MONDAY);
        assertThat(message(report, Code.OPTION_IDLE)).contains("changeEvents.removed does nothing");
        assertThat(codes(report)).contains(Code.CHANGE_EVENTS_UNSENT);
    }
}
