package dev.upserter.run.change;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.upserter.batch.Api;
import dev.upserter.config.SyncConfigBuilder;
import dev.upserter.history.Scope;
import dev.upserter.operation.IdentifierType;
import dev.upserter.plan.Allowance;
import dev.upserter.plan.Duplicates;
import dev.upserter.plan.JoinCounts;
import dev.upserter.plan.Mode;
import dev.upserter.plan.Removal;
import dev.upserter.plan.RemovalLimit;
import dev.upserter.plan.Resend;
import dev.upserter.problem.Code;
import dev.upserter.problem.Level;
import dev.upserter.problem.ProblemException;
import dev.upserter.report.Counts;
import dev.upserter.report.Finding;
import dev.upserter.report.RunReport;
import dev.upserter.report.Status;
import dev.upserter.run.Rows;
import dev.upserter.run.Trial;
import dev.upserter.run.option.RunOptions;
import dev.upserter.run.option.StateUse;
import dev.upserter.run.option.StopSignal;
import dev.upserter.sandbox.Sandbox;
import dev.upserter.sandbox.fault.Answer;
import dev.upserter.source.DataFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Runs that send only what changed. */
class IncrementalTest {
    private static final String MORE = "[{\"id\":3,\"n\":3},{\"id\":2,\"n\":2},{\"id\":1,\"n\":1},"
            + Rows.people(3000, 500).substring(1);
    private static final String THREE = "[{\"id\":1,\"n\":1},{\"id\":2,\"n\":2},{\"id\":3,\"n\":3}]";
    /** One less, one changed, one new. */
    private static final String OTHERS = "[{\"n\":1,\"id\":1},{\"id\":2,\"n\":22},{\"id\":4,\"n\":4}]";

    @TempDir
    Path folder;

    private final Sandbox sandbox = Sandbox.start();

    @AfterEach
    void close() {
        sandbox.close();
    }

    private Trial trial(UnaryOperator<SyncConfigBuilder> change) {
        return new Trial(folder, sandbox).config(config -> change.apply(config.incremental(true)));
    }

    private Trial trial() {
        return trial(config -> config);
    }

    private Trial mirror(Removal removed) {
        return trial(config -> config.mode(Mode.MIRROR)
                .mapping("n", "n")
                .removed(removed)
                .irreversible(true)
                .maxRemoved(new RemovalLimit(10, false)));
    }

    private static UnaryOperator<RunOptions> with(Scope scope) {
        return options -> options.withState(StateUse.CONFIGURED.withScope(scope));
    }

    private Map<String, String> attributes(String id) {
        return sandbox.person(id).orElseThrow().attributes();
    }

    @ParameterizedTest
    @EnumSource(Api.class)
    void onlyWhatChangedIsSent(Api api) {
        RunReport first = trial(config -> config.api(api)).run(THREE);
        RunReport again = trial(config -> config.api(api)).run(THREE);
        long before = sandbox.stats().entriesApplied();
        RunReport changed = trial(config -> config.api(api)).run(OTHERS);

        assertThat(first.records()).isEqualTo(new Counts(3, 0, 0, 0, 3, 0, 0, 0));
        assertThat(again.status()).isEqualTo(Status.COMPLETED);
        assertThat(again.records()).isEqualTo(new Counts(3, 0, 0, 3, 0, 0, 0, 0));
        assertThat(again.requests().sent()).isZero();
        assertThat(changed.records()).isEqualTo(new Counts(3, 0, 0, 1, 2, 0, 0, 0));
        assertThat(sandbox.stats().entriesApplied() - before).isEqualTo(2);
        assertThat(attributes("2")).containsEntry("n", "22");
        assertThat(trial().run(OTHERS).records().unchanged()).isEqualTo(3);
    }

    @Test
    void rejectedRowsAndDeadLettersAreTriedAgain() {
        sandbox.refuse("2", "invalid", "n", "no");
        String data = "[{\"id\":1,\"n\":1},{\"id\":2,\"n\":2},{\"id\":3,\"email\":\"no address\"}]";
        RunReport first = trial().run(data);
        RunReport second = trial().run(data);
        sandbox.heal("2");
        RunReport third = trial().run(data.replace("no address", "a@example.org"));

        assertThat(first.records()).isEqualTo(new Counts(3, 0, 0, 0, 1, 1, 1, 0));
        assertThat(second.records()).isEqualTo(new Counts(3, 0, 0, 1, 0, 1, 1, 0));
        assertThat(third.records()).isEqualTo(new Counts(3, 0, 0, 1, 2, 0, 0, 0));
    }

    @Test
    void aDryRunSaysWhatWouldBeSentAndChangesNothing() {
        trial().run(THREE);
        RunReport dry = trial().options(RunOptions::withDryRun).run(OTHERS);

        assertThat(dry.records()).isEqualTo(new Counts(3, 0, 0, 1, 0, 0, 0, 2));
        assertThat(trial().run(OTHERS).records()).isEqualTo(new Counts(3, 0, 0, 1, 2, 0, 0, 0));
    }

    @Test
    void aFullRunSendsEverybodyAndABaselineNobody() {
        trial().options(with(Scope.BASELINE)).run(THREE);
        assertThat(sandbox.peopleCount()).isZero();
        assertThat(trial().run(THREE).records()).isEqualTo(new Counts(3, 0, 0, 3, 0, 0, 0, 0));

        RunReport full = trial().options(with(Scope.FULL)).run(THREE);
        assertThat(full.records()).isEqualTo(new Counts(3, 0, 0, 0, 3, 0, 0, 0));
        assertThat(sandbox.peopleCount()).isEqualTo(3);
        assertThat(trial().run(THREE).records().unchanged()).isEqualTo(3);
    }

    @Test
    void theReportTellsHowPeopleDifferFromWhatWasDelivered() {
        String twice = OTHERS.replace("]", ",{\"id\":4,\"n\":5}]");
        RunReport first = mirror(Removal.SET).run(THREE);
        RunReport dry = mirror(Removal.SET).options(RunOptions::withDryRun).run(twice);
        RunReport second = mirror(Removal.SET).run(twice);
        RunReport third = mirror(Removal.SET).run(THREE);
        RunReport everybody = trial(config -> config.incremental(false)).run(THREE);

        assertThat(first.people()).isEqualTo(new JoinCounts(3, 0, 0, 0, 0, 0, 0));
        assertThat(second.people()).isEqualTo(new JoinCounts(1, 1, 0, 1, 1, 1, 3));
        assertThat(dry.people()).isEqualTo(second.people());
        assertThat(third.people()).isEqualTo(new JoinCounts(0, 1, 1, 1, 1, 0, 3));
        assertThat(everybody.people()).isNull();
        assertThat(everybody.toJson()).contains("\"people\" : null");
    }

    @Test
    void aRunThatIsRefusedForItsRemovalsTellsHowManyTheyAre() {
        mirror(Removal.DELETE).run(THREE);

        RunReport refused = trial(config -> config.mode(Mode.MIRROR)
                        .mapping("n", "n")
                        .removed(Removal.DELETE)
                        .maxRemoved(new RemovalLimit(0, false)))
                .run(OTHERS);

        assertThat(refused.status()).isEqualTo(Status.REFUSED);
        assertThat(refused.people()).isEqualTo(new JoinCounts(1, 1, 0, 1, 1, 0, 3));
    }

    @Test
    void aPartOfTheSourceRemovesNobody() {
        mirror(Removal.DELETE).run(THREE);
        RunReport part =
                mirror(Removal.DELETE).options(options -> options.withLimit(1)).run(THREE);

        assertThat(part.records()).isEqualTo(new Counts(1, 0, 0, 1, 0, 0, 0, 0));
        assertThat(sandbox.peopleCount()).isEqualTo(3);
    }

    @Test
    void aStateOfAnotherKeyOrWorkspaceIsRefusedWithTheChoices() {
        trial().run(THREE);
        String emails = "[{\"id\":\"a@example.org\"}]";
        RunReport otherKey =
                trial(config -> config.identifyBy(IdentifierType.EMAIL)).run(emails);
        RunReport otherWorkspace;
        try (Sandbox other = Sandbox.start()) {
            otherWorkspace = new Trial(folder, other)
                    .config(config -> config.incremental(true))
                    .run(THREE);
            assertThat(other.stats().requests()).isZero();
        }

        for (RunReport refused : new RunReport[] {otherKey, otherWorkspace}) {
            assertThat(refused.status()).isEqualTo(Status.REFUSED);
            assertThat(refused.problems()).extracting(Finding::code).containsExactly(Code.STATE_UNUSABLE);
            assertThat(refused.problems().getFirst().help()).contains("--full", "--baseline");
        }
        RunReport full = trial(config -> config.identifyBy(IdentifierType.EMAIL))
                .options(with(Scope.FULL))
                .run(emails);
        assertThat(full.records()).isEqualTo(new Counts(1, 0, 0, 0, 1, 0, 0, 0));
    }

    @Test
    void aRunThatSentEverybodyWithoutTheStateMakesItUnusable() {
        trial().run(THREE);
        new Trial(folder, sandbox).run(OTHERS);
        RunReport refused = trial().run(THREE);
        RunReport full = trial().options(with(Scope.FULL)).run(THREE);

        assertThat(refused.problems()).extracting(Finding::code).containsExactly(Code.STATE_UNUSABLE);
        assertThat(full.records().delivered()).isEqualTo(3);
        assertThat(trial().run(THREE).records().unchanged()).isEqualTo(3);
    }

    @Test
    void aDamagedStateSendsNothing() throws Exception {
        trial().run(THREE);
        Path state = folder.resolve("state/syncs/trial/state");
        byte[] bytes = Files.readAllBytes(state);
        bytes[bytes.length - 1] ^= 1;
        Files.write(state, bytes);
        RunReport refused = trial().run(OTHERS);

        assertThat(refused.status()).isEqualTo(Status.REFUSED);
        assertThat(refused.records().pending()).isEqualTo(3);
        assertThat(refused.problems()).extracting(Finding::code).containsExactly(Code.STATE_UNUSABLE);
    }

    @Test
    void afterAChangedMappingThoseWhoseValuesDifferAreSentOrAllOrNobody() {
        String data = "[{\"id\":1,\"a\":1,\"b\":1},{\"id\":2,\"a\":2}]";
        UnaryOperator<SyncConfigBuilder> one = config -> config.mapping("a", "a");
        UnaryOperator<SyncConfigBuilder> both = config -> one.apply(config).mapping("b", "b");

        trial(one).run(data);
        assertThat(trial(both).run(data).records()).isEqualTo(new Counts(2, 0, 0, 1, 1, 0, 0, 0));
        assertThat(trial(config -> one.apply(config).resend(Resend.ALL))
                        .run(data)
                        .records())
                .isEqualTo(new Counts(2, 0, 0, 0, 2, 0, 0, 0));
        assertThat(trial(config -> one.apply(config).resend(Resend.ALL))
                        .run(data)
                        .records())
                .isEqualTo(new Counts(2, 0, 0, 2, 0, 0, 0, 0));
        assertThat(trial(config -> both.apply(config).resend(Resend.NOTHING))
                        .run(data.replace("]", ",{\"id\":3}]"))
                        .records())
                .isEqualTo(new Counts(3, 0, 0, 2, 1, 0, 0, 0));
        assertThat(trial(config -> both.apply(config)).run(data).records())
                .isEqualTo(new Counts(2, 0, 0, 2, 0, 0, 0, 0));
    }

    @Test
    void aPartOfTheSourceDoesNotStandForAChangedMapping() {
        UnaryOperator<SyncConfigBuilder> all =
                config -> config.mapping("n", "n").mapping("m", "m").resend(Resend.ALL);
        trial(config -> config.mapping("n", "n")).run(THREE);
        trial(all).options(options -> options.withLimit(1)).run(THREE);

        assertThat(trial(all).run(THREE).records().delivered()).isEqualTo(3);
        assertThat(trial(all).run(THREE).records().delivered()).isZero();
    }

    @Test
    void ofSeveralRowsOfAPersonOneStands() {
        String data = "[{\"id\":1,\"a\":1},{\"id\":2},{\"id\":1,\"b\":2},{\"id\":1,\"a\":3,\"c\":true}]";
        RunReport last = trial().run(data);
        assertThat(last.records()).isEqualTo(new Counts(4, 0, 0, 2, 2, 0, 0, 0));
        assertThat(attributes("1")).isEqualTo(Map.of("a", "3", "c", "true"));
        assertThat(last.problems()).singleElement().satisfies(finding -> {
            assertThat(finding.code()).isEqualTo(Code.KEY_DUPLICATE);
            assertThat(finding.count()).isEqualTo(2);
            assertThat(finding.examples())
                    .extracting(Finding.Example::location)
                    .containsExactly("data.json:1:2", "data.json:1:26");
        });

        assertThat(trial(config -> config.duplicates(Duplicates.FIRST))
                        .run(data)
                        .records()
                        .delivered())
                .isEqualTo(1);
        assertThat(attributes("1")).containsEntry("a", "1");
        RunReport merged = trial(config -> config.duplicates(Duplicates.MERGE)).run(data);
        assertThat(merged.records()).isEqualTo(new Counts(4, 0, 0, 3, 1, 0, 0, 0));
        assertThat(attributes("1")).containsEntry("a", "3").containsEntry("b", "2");
        assertThat(trial(config -> config.duplicates(Duplicates.MERGE))
                        .run(data)
                        .records()
                        .unchanged())
                .isEqualTo(4);
        RunReport failed = trial(config -> config.duplicates(Duplicates.FAIL)).run(data);
        assertThat(failed.status()).isEqualTo(Status.REFUSED);
        assertThat(failed.problems()).extracting(Finding::level).containsExactly(Level.STOP);
    }

    @Test
    void emailAddressesThatDifferInLetterCaseAreOnePerson() {
        UnaryOperator<SyncConfigBuilder> byEmail = config -> config.identifyBy(IdentifierType.EMAIL);
        RunReport first =
                trial(byEmail).run("[{\"id\":\"Ana@Example.org\",\"n\":1},{\"id\":\"ana@example.org\",\"n\":2}]");
        RunReport second = trial(byEmail).run("[{\"id\":\"ANA@example.org\",\"n\":2}]");

        assertThat(first.records()).isEqualTo(new Counts(2, 0, 0, 1, 1, 0, 0, 0));
        assertThat(second.records()).isEqualTo(new Counts(1, 0, 0, 1, 0, 0, 0, 0));
        assertThat(sandbox.peopleCount()).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource(value = Removal.class, names = "DETACH", mode = EnumSource.Mode.EXCLUDE)
    void peopleWhoAreGoneFromTheSourceAreRemovedAsTold(Removal removal) {
        mirror(removal).run(THREE);
        RunReport gone = mirror(removal).run(OTHERS);
        RunReport again = mirror(removal).run(OTHERS);
        RunReport back = mirror(removal).run(THREE);

        long sent = removal == Removal.NOTHING ? 2 : 3;
        assertThat(gone.records()).isEqualTo(new Counts(3, 1, 0, 4 - sent, sent, 0, 0, 0));
        assertThat(again.records()).isEqualTo(new Counts(3, 0, 0, 3, 0, 0, 0, 0));
        assertThat(back.records().read()).isEqualTo(3);
        switch (removal) {
            case NOTHING, CLEAR, SET, DETACH, DELETE ->
                assertThat(attributes("3")).containsExactlyEntriesOf(Map.of("n", "3"));
            case SUPPRESS -> assertThat(sandbox.person("3")).isEmpty();
        }
        switch (removal) {
            case NOTHING, DETACH -> assertThat(attributes("4")).containsEntry("n", "4");
            case CLEAR -> assertThat(attributes("4")).doesNotContainKey("n");
            case SET -> assertThat(attributes("4")).containsEntry("removed_from_source", "true");
            case DELETE, SUPPRESS -> assertThat(sandbox.person("4")).isEmpty();
        }
    }

    @Test
    void tooManyRemovalsStopTheRunBeforeTheFirstCall() {
        Trial strict = trial(config -> config.mode(Mode.MIRROR).removed(Removal.DELETE));
        strict.run(Rows.people(40));
        long before = sandbox.stats().requests();
        RunReport refused = strict.run(Rows.people(29));
        RunReport allowed = strict.run(Rows.people(30));
        RunReport anyway = trial(config -> config.mode(Mode.MIRROR).removed(Removal.DELETE))
                .options(options -> options.withState(StateUse.CONFIGURED.withAllowRemovals()))
                .run(Rows.people(5));

        assertThat(refused.status()).isEqualTo(Status.REFUSED);
        assertThat(refused.records()).isEqualTo(new Counts(29, 11, 0, 29, 0, 0, 0, 11));
        assertThat(refused.problems()).extracting(Finding::code).containsExactly(Code.REMOVE_LIMIT);
        assertThat(allowed.records()).isEqualTo(new Counts(30, 10, 0, 30, 10, 0, 0, 0));
        assertThat(anyway.records().removed()).isEqualTo(25);
        assertThat(sandbox.stats().requests()).isGreaterThan(before);
        assertThat(sandbox.peopleCount()).isEqualTo(5);
    }

    @Test
    void anEmptySourceNeverRemovesEverybody() {
        mirror(Removal.DELETE).run(THREE);
        for (String nobody : new String[] {"[]", "[{\"id\":1,\"n\":\"\\ud800\"}]"}) {
            RunReport refused = trial(config -> config.mode(Mode.MIRROR)
                            .mapping("n", "n")
                            .removed(Removal.DELETE)
                            .maxRejected(new Allowance(100, true))
                            .guard(Code.INPUT_EMPTY, Level.WARN))
                    .options(options -> options.withState(StateUse.CONFIGURED.withAllowRemovals()))
                    .run(nobody);
            assertThat(refused.status()).isEqualTo(Status.REFUSED);
            assertThat(refused.problems()).extracting(Finding::code).contains(Code.REMOVE_LIMIT);
        }
        assertThat(sandbox.peopleCount()).isEqualTo(3);
    }

    @Test
    void aPersonWhoseRowIsRejectedIsNotGone() {
        mirror(Removal.DELETE).run(THREE);
        RunReport report =
                mirror(Removal.DELETE).run(THREE.replace("{\"id\":2,\"n\":2}", "{\"id\":2,\"n\":\"\\ud800\"}"));

        assertThat(report.records()).isEqualTo(new Counts(3, 0, 0, 2, 0, 1, 0, 0));
        assertThat(sandbox.peopleCount()).isEqualTo(3);
        assertThat(mirror(Removal.DELETE).run(THREE).records().unchanged()).isEqualTo(3);
    }

    @Test
    void aRowThatDoesNotTellWhoseItIsHoldsRemovalsBack() {
        mirror(Removal.DELETE).run(THREE);
        RunReport held = mirror(Removal.DELETE).run(THREE.replace("{\"id\":2,\"n\":2}", "{\"n\":2}"));

        assertThat(held.records()).isEqualTo(new Counts(3, 0, 0, 2, 0, 1, 0, 0));
        assertThat(held.problems())
                .filteredOn(finding -> finding.code() == Code.REMOVALS_HELD)
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.examples().getFirst().message())
                            .isEqualTo("1 person who is no longer in the source is not removed: 1 rejected row does"
                                    + " not say whose it is");
                    assertThat(finding.help()).contains("The first run in which each row says whose it is");
                });
        assertThat(held.status()).isEqualTo(Status.COMPLETED_WITH_PROBLEMS);
        assertThat(sandbox.peopleCount()).isEqualTo(3);
    }

    @Test
    void whereNobodyIsGoneNothingIsHeldBack() {
        mirror(Removal.DELETE).run(THREE);
        RunReport report = mirror(Removal.DELETE).run(THREE.replace("]", ",{\"n\":2}]"));

        assertThat(report.problems()).extracting(Finding::code).containsExactly(Code.ID_MISSING);
    }

    @Test
    void whomAFilterLeavesOutIsGone() {
        mirror(Removal.DELETE).run(THREE);
        Trial filtered = mirror(Removal.DELETE).config(config -> config.filter("n != 2"));
        RunReport asked = filtered.run(THREE);
        RunReport report = mirror(Removal.DELETE)
                .config(config -> config.filter("n != 2"))
                .options(options -> options.withState(StateUse.CONFIGURED.withAllowRemovals()))
                .run(THREE);

        assertThat(asked.problems()).extracting(Finding::code).containsExactly(Code.REMOVE_LIMIT);
        assertThat(report.status()).isEqualTo(Status.COMPLETED);
        assertThat(report.records()).isEqualTo(new Counts(3, 1, 1, 2, 1, 0, 0, 0));
        assertThat(report.people()).isEqualTo(new JoinCounts(0, 0, 0, 2, 1, 0, 3));
        assertThat(sandbox.person("2")).isEmpty();
        assertThat(filtered.run(THREE).requests().sent()).isZero();
        RunReport back = mirror(Removal.DELETE).run(THREE);
        assertThat(back.people()).isEqualTo(new JoinCounts(1, 0, 0, 2, 0, 0, 2));
        assertThat(sandbox.peopleCount()).isEqualTo(3);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aFilterThatLeavesOutEverybodyStopsTheRunBeforeTheFirstCall(boolean allowed) {
        mirror(Removal.DELETE).run(THREE);
        long before = sandbox.stats().requests();
        StateUse use = allowed ? StateUse.CONFIGURED.withAllowRemovals() : StateUse.CONFIGURED;
        RunReport refused = mirror(Removal.DELETE)
                .config(config -> config.filter("n == 7"))
                .options(options -> options.withState(use))
                .run(THREE);

        assertThat(refused.status()).isEqualTo(Status.REFUSED);
        assertThat(refused.problems())
                .extracting(Finding::code)
                .containsExactlyInAnyOrder(Code.REMOVE_LIMIT, Code.INPUT_EMPTY_AFTER_FILTER);
        assertThat(sandbox.stats().requests()).isEqualTo(before);
        assertThat(sandbox.peopleCount()).isEqualTo(3);
        assertThat(mirror(Removal.DELETE).run(THREE).records().unchanged()).isEqualTo(3);
    }

    @Test
    void aFilterThatLeavesOutMoreThanMayBeRemovedIsHeldBack() {
        Trial strict =
                trial(config -> config.mode(Mode.MIRROR).mapping("n", "n").removed(Removal.DELETE));
        strict.run(Rows.people(40));
        RunReport refused = strict.config(config -> config.filter("n < 20")).run(Rows.people(40));

        assertThat(refused.status()).isEqualTo(Status.REFUSED);
        assertThat(refused.problems()).extracting(Finding::code).containsExactly(Code.REMOVE_LIMIT);
        assertThat(sandbox.peopleCount()).isEqualTo(40);
    }

    @Test
    void aRunThatFollowsAnUnfinishedOneSendsItsChangesAndRemovesWhoIsGone() throws Exception {
        wholeMirror().run(THREE);
        RunReport stopped = stoppedAtItsSecondRequest(wholeMirror(), MORE);
        DataFile fewer =
                DataFile.of(Files.writeString(folder.resolve("fewer.json"), MORE.replace("{\"id\":3,\"n\":3},", "")));
        RunReport next = wholeMirror().run(fewer);

        assertThat(sandbox.person("3")).isEmpty();
        long arrived = stopped.records().delivered();
        assertThat(stopped.status()).isEqualTo(Status.STOPPED);
        assertThat(next.status()).as(next.toJson()).isEqualTo(Status.COMPLETED);
        assertThat(next.records()).isEqualTo(new Counts(3002, 1, 0, 2 + arrived, 3001 - arrived, 0, 0, 0));
        assertThat(sandbox.peopleCount()).isEqualTo(3002);
        assertThat(Files.readString(folder.resolve("state/syncs/trial/state.run")))
                .isEqualTo(next.run() + "\n");
    }

    @Test
    void aRunThatFollowsAnUnfinishedOneRemovesNoMoreThanMaxRemoved() throws Exception {
        wholeMirror().run(THREE);
        RunReport stopped = stoppedAtItsSecondRequest(wholeMirror(), MORE);
        RunReport refused = trial(config ->
                        config.mode(Mode.MIRROR).removed(Removal.DELETE).maxRemoved(new RemovalLimit(0, false)))
                .run(OTHERS);

        assertThat(refused.problems()).extracting(Finding::code).containsExactly(Code.REMOVE_LIMIT);
        assertThat(sandbox.person("3")).isPresent();
        assertThat(Files.readString(folder.resolve("state/syncs/trial/state.run")))
                .isEqualTo(stopped.run() + " unfinished\n");
    }

    /** One that sends all fields, so that many people fill several requests. */
    private Trial wholeMirror() {
        return trial(config -> config.mode(Mode.MIRROR).removed(Removal.DELETE));
    }

    private RunReport stoppedAtItsSecondRequest(Trial trial, String data) {
        sandbox.answerNext(Answer.normal(), Answer.status(401));
        RunReport stopped = trial.config(config -> config.parallelism(1)).run(data);
        assertThat(stopped.status()).isEqualTo(Status.STOPPED);
        return stopped;
    }

    @Test
    void aFullRunAfterAnUnfinishedOneWithoutTheStateRemovesWhoIsGone() {
        mirror(Removal.DELETE).run(THREE);
        stoppedAtItsSecondRequest(new Trial(folder, sandbox), Rows.people(3000, 500));
        RunReport full = mirror(Removal.DELETE).options(with(Scope.FULL)).run(OTHERS);

        assertThat(full.status()).isEqualTo(Status.COMPLETED);
        assertThat(full.records()).isEqualTo(new Counts(3, 1, 0, 0, 4, 0, 0, 0));
        assertThat(sandbox.person("3")).isEmpty();
    }

    @Test
    void onlyChangedFieldsAreSentWhereThatIsAsked() {
        UnaryOperator<SyncConfigBuilder> fields = config -> config.changedFieldsOnly(true);
        trial(fields).run("[{\"id\":1,\"a\":1,\"b\":{\"x\":1,\"y\":2}},{\"id\":2,\"a\":1,\"b\":2}]");
        sandbox.recordRequests(true);
        RunReport report = trial(fields)
                .run("[{\"id\":1,\"a\":1.0,\"b\":{\"y\":2,\"x\":1},\"c\":\"\\u00fc\"},{\"id\":2,\"a\":1}]");

        assertThat(report.records()).isEqualTo(new Counts(2, 0, 0, 1, 1, 0, 0, 0));
        assertThat(sandbox.requests().getLast().bodyText()).endsWith("\"attributes\":{\"a\":1.0,\"c\":\"\\u00fc\"}}]}");
    }

    @Test
    void aRetryOfAMirrorRemovesNobody() {
        sandbox.refuse("2", "invalid", "n", "no");
        RunReport first = mirror(Removal.DELETE).run(THREE);
        sandbox.heal("2");
        RunReport retried = mirror(Removal.DELETE).retry(first.run());

        assertThat(retried.records()).isEqualTo(new Counts(1, 0, 0, 0, 1, 0, 0, 0));
        assertThat(sandbox.peopleCount()).isEqualTo(3);
        assertThat(mirror(Removal.DELETE).run(THREE).records().unchanged()).isEqualTo(3);
    }

    @Test
    void aRetryLeavesOutRemovalsThatWereRefused() {
        mirror(Removal.DELETE).run(THREE);
        sandbox.refuse("2", "invalid", "n", "no");
        sandbox.refuse("3", "invalid", "n", "no");
        RunReport first = mirror(Removal.DELETE).run(OTHERS);
        sandbox.heal("2");
        RunReport retried = mirror(Removal.DELETE).retry(first.run());

        assertThat(first.records()).isEqualTo(new Counts(3, 1, 0, 1, 1, 0, 2, 0));
        assertThat(retried.records()).isEqualTo(new Counts(1, 0, 0, 0, 1, 0, 0, 0));
        assertThat(attributes("2")).containsEntry("n", "22");
        RunReport third = mirror(Removal.DELETE).run(OTHERS);
        assertThat(third.records()).isEqualTo(new Counts(3, 1, 0, 3, 0, 0, 1, 0));
        assertThatThrownBy(() -> mirror(Removal.DELETE).retry(third.run()))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("are removals");
    }

    @Test
    void anAskedForStopBeforeTheEndOfTheSourceLeavesAllRowsPending() {
        var stop = new StopSignal();
        stop.stop();
        RunReport report = trial().options(options -> options.withStop(stop)).run(THREE);

        assertThat(report.records().delivered()).isZero();
        assertThat(trial().run(THREE).records().delivered()).isEqualTo(3);
    }
}
