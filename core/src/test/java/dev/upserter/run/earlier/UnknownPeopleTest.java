package dev.upserter.run.earlier;

import static org.assertj.core.api.Assertions.assertThat;

import dev.upserter.config.SyncConfig;
import dev.upserter.config.SyncConfigBuilder;
import dev.upserter.history.Scope;
import dev.upserter.operation.IdentifierType;
import dev.upserter.plan.Mode;
import dev.upserter.plan.Removal;
import dev.upserter.problem.Code;
import dev.upserter.problem.Problem;
import dev.upserter.report.Finding;
import dev.upserter.report.Progress;
import dev.upserter.report.RunReport;
import dev.upserter.report.Status;
import dev.upserter.report.Watcher;
import dev.upserter.run.StateSummary;
import dev.upserter.run.Trial;
import dev.upserter.run.option.StateUse;
import dev.upserter.sandbox.Sandbox;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a mirror says that finds no state. */
class UnknownPeopleTest {
    private static final String TWO = "[{\"id\":1},{\"id\":2}]";

    @TempDir
    Path folder;

    private final Sandbox sandbox = Sandbox.start();
    private final List<String> noticed = new ArrayList<>();

    @AfterEach
    void close() {
        sandbox.close();
    }

    private final class Noticing implements Watcher {
        @Override
        public void accept(Progress progress) {}

        @Override
        public void noticed(Problem problem) {
            noticed.add(problem.code() + " after " + sandbox.peopleCount());
        }
    }

    private Trial mirror() {
        return new Trial(folder, sandbox)
                .config(config -> config.mode(Mode.MIRROR).removed(Removal.SET))
                .options(options -> options.withProgress(new Noticing()));
    }

    private Path state(String file) {
        return folder.resolve("state/syncs/trial").resolve(file);
    }

    @Test
    void aFirstRunSaysWhomItDoesNotKnowAndSucceeds() {
        RunReport first = mirror().run(TWO);
        RunReport second = mirror().run(TWO);

        assertThat(first.problems()).extracting(Finding::code).containsExactly(Code.STATE_NEW);
        assertThat(first.problems().getFirst().help()).contains("--baseline", "--state");
        assertThat(first.status()).isEqualTo(Status.COMPLETED);
        assertThat(second.problems()).isEmpty();
        assertThat(noticed).containsExactly("STATE_NEW after 0");
    }

    @Test
    void aRunThatSendsEverybodyAnewSaysWhomItForgets() throws IOException {
        mirror().run(TWO);
        Files.writeString(state("state"), "damaged");
        RunReport unusable = mirror().run(TWO);
        RunReport full = mirror().options(options -> options.withState(StateUse.CONFIGURED.withScope(Scope.FULL)))
                .run(TWO);

        assertThat(unusable.problems()).extracting(Finding::code).contains(Code.STATE_UNUSABLE);
        assertThat(full.problems()).extracting(Finding::code).containsExactly(Code.STATE_LOST);
        Finding told = full.problems().getFirst();
        assertThat(told.examples().getFirst().message())
                .matches(
                        "the state at .* or damaged, so that this run starts a new one, and the run .* sent people: .*")
                .doesNotContain("there is no state");
        assertThat(told.help()).contains("--baseline").doesNotContain("put the state folder back");
        assertThat(full.exitCode()).isEqualTo(1);
    }

    /** A plan, or a dry run, that would start a new state leaves the one that is there. */
    @Test
    void aRunThatSendsNothingRemovesNoState() {
        mirror().run(TWO);
        Trial byCioId = mirror().config(config -> config.identifyBy(IdentifierType.CIO_ID))
                .options(options -> options.withState(StateUse.CONFIGURED.withScope(Scope.FULL))
                        .withDryRun());

        RunReport dry = byCioId.run(TWO);

        assertThat(dry.problems()).extracting(Finding::code).contains(Code.STATE_LOST);
        assertThat(dry.toJson()).contains("\"known\" : 0");
        RunReport next = mirror().run(TWO);
        assertThat(next.problems()).isEmpty();
        assertThat(next.records().unchanged()).isEqualTo(2);
    }

    @Test
    void aDamagedMarkOfTheLastRunStopsNobody() throws IOException {
        mirror().run(TWO);
        Files.write(state("state.run"), new byte[] {(byte) 0xff, (byte) 0xfe, 7});

        assertThat(mirror().run(TWO).exitCode()).isZero();
    }

    @Test
    void aStateThatIsGoneIsToldAtTheStartAndIsNoSuccess() throws IOException {
        RunReport first = mirror().run(TWO);
        Files.delete(state("state"));
        RunReport lost = mirror().run(TWO);

        Finding told = lost.problems().getFirst();
        assertThat(told.code()).isEqualTo(Code.STATE_LOST);
        assertThat(told.examples().getFirst().message()).contains(first.run());
        assertThat(told.help()).contains("--baseline");
        assertThat(lost.exitCode()).isEqualTo(1);
        assertThat(noticed).containsExactly("STATE_NEW after 0", "STATE_LOST after 2");
        assertThat(mirror().run(TWO).problems()).isEmpty();
    }

    @Test
    void runFoldersAloneTellThatThereWasAState() throws IOException {
        mirror().run(TWO);
        try (Stream<Path> all = Files.walk(state(""))) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
        assertThat(mirror().run(TWO).problems()).extracting(Finding::code).containsExactly(Code.STATE_LOST);
    }

    @Test
    void aStateThatWasForgottenOnPurposeIsNotLost() throws IOException {
        mirror().run(TWO);
        StateSummary.reset(config(), folder.resolve("state"));
        RunReport next = mirror().run(TWO);
        Files.delete(state("state"));

        assertThat(next.problems()).extracting(Finding::code).containsExactly(Code.STATE_NEW);
        assertThat(next.status()).isEqualTo(Status.COMPLETED);
    }

    private static SyncConfig config() {
        SyncConfigBuilder builder = SyncConfig.builder("trial", "id");
        return builder.build();
    }

    @Test
    void aRunThatSentNobodyIsNoEarlierRun() {
        sandbox.close();
        try (Sandbox other = Sandbox.start()) {
            RunReport refused = new Trial(folder, other)
                    .config(config -> config.mode(Mode.MIRROR).removed(Removal.SET))
                    .run("[]");
            RunReport first = new Trial(folder, other)
                    .config(config -> config.mode(Mode.MIRROR).removed(Removal.SET))
                    .run(TWO);

            assertThat(refused.status()).isEqualTo(Status.REFUSED);
            assertThat(first.problems()).extracting(Finding::code).containsExactly(Code.STATE_NEW);
        }
    }

    @Test
    void theWayOutMakesTheRemovalsThatWereMissed() throws IOException {
        mirror().run(TWO);
        Files.delete(state("state"));
        mirror().run("[{\"id\":1}]");
        mirror().options(options -> options.withState(StateUse.CONFIGURED.withScope(Scope.BASELINE)))
                .run(TWO);
        RunReport after = mirror().run("[{\"id\":1}]");

        assertThat(after.records().removed()).isEqualTo(1);
        assertThat(sandbox.person("2").orElseThrow().attributes()).containsKey("removed_from_source");
    }

    @Test
    void otherModesSayNothing() {
        RunReport report = new Trial(folder, sandbox)
                .config(config -> config.incremental(true))
                .run(TWO);
        RunReport baseline = mirror().options(
                        options -> options.withState(StateUse.CONFIGURED.withScope(Scope.BASELINE)))
                .run(TWO);

        assertThat(report.problems()).isEmpty();
        assertThat(baseline.problems()).isEmpty();
    }
}
