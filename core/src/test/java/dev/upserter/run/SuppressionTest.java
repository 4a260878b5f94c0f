package dev.upserter.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.upserter.config.SyncConfig;
import dev.upserter.config.SyncConfigBuilder;
import dev.upserter.delivery.http.Credentials;
import dev.upserter.delivery.http.Surroundings;
import dev.upserter.operation.IdentifierType;
import dev.upserter.plan.Mode;
import dev.upserter.plan.Removal;
import dev.upserter.problem.Code;
import dev.upserter.problem.Level;
import dev.upserter.problem.Problem;
import dev.upserter.report.Counts;
import dev.upserter.report.Finding;
import dev.upserter.report.RunReport;
import dev.upserter.report.Status;
import dev.upserter.run.option.RunOptions;
import dev.upserter.run.option.StateUse;
import dev.upserter.sandbox.Sandbox;
import dev.upserter.source.DataFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nobody is suppressed unasked, and whoever was is remembered. */
class SuppressionTest {
    private static final String FOUR = "[{\"id\":1},{\"id\":2},{\"id\":3},{\"id\":4}]";
    private static final String THREE = "[{\"id\":1},{\"id\":2},{\"id\":3}]";

    @TempDir
    Path folder;

    private final Sandbox sandbox = Sandbox.start();

    @AfterEach
    void close() {
        sandbox.close();
    }

    private Trial mirror() {
        return new Trial(folder, sandbox)
                .config(config -> config.mode(Mode.MIRROR).removed(Removal.SUPPRESS));
    }

    private Trial sure() {
        return mirror().config(config -> config.irreversible(true));
    }

    /** Another sync of the same workspace, which sends everybody. */
    private RunReport other(IdentifierType type, String json) throws IOException {
        SyncConfig config = builder("other").identifyBy(type).build();
        Path data = Files.writeString(folder.resolve("other.json"), json);
        return new Run(config, DataFile.of(data), RunOptions.in(folder.resolve("state")), Surroundings.real())
                .execute();
    }

    private SyncConfigBuilder builder(String sync) {
        return SyncConfig.builder(sync, "id")
                .endpoint(sandbox.endpoint())
                .credentials(new Credentials(sandbox.siteId(), sandbox.apiKey()));
    }

    private static List<Code> codes(RunReport report) {
        return report.problems().stream().map(Finding::code).toList();
    }

    @Test
    void nobodyIsSuppressedUnlessSomebodySaysYes() {
        mirror().run(FOUR);
        long before = sandbox.stats().requests();
        RunReport refused = mirror().run(THREE);

        assertThat(refused.status()).isEqualTo(Status.REFUSED);
        assertThat(codes(refused)).containsExactly(Code.CONFIRM_IRREVERSIBLE);
        assertThat(refused.problems().getFirst().examples().getFirst().message())
                .contains("suppress 1 of the 4 people known", "cannot be undone", "Nothing was sent");
        assertThat(refused.problems().getFirst().help()).contains("--yes", "irreversible");
        assertThat(sandbox.stats().requests()).isEqualTo(before);
        assertThat(sandbox.peopleCount()).isEqualTo(4);
        assertThat(mirror().run(FOUR).records().unchanged()).isEqualTo(4);
    }

    @Test
    void whoeverIsAskedHearsHowManyBeforeTheFirstPersonIsSent() {
        mirror().run(FOUR);
        var asked = new ArrayList<Problem>();
        long before = sandbox.stats().requests();
        RunReport report = mirror().options(options ->
                        options.withState(StateUse.CONFIGURED.withConsent((what, count) -> {
                            asked.add(what);
                            assertThat(sandbox.stats().requests()).isEqualTo(before);
                            return true;
                        })))
                .run(THREE);

        assertThat(report.records()).isEqualTo(new Counts(3, 1, 0, 3, 1, 0, 0, 0));
        assertThat(asked)
                .singleElement()
                .satisfies(what -> assertThat(what.message()).contains("1 of the 4"));
        assertThat(sandbox.person("4")).isEmpty();
    }

    @Test
    void aRunThatSuppressesNobodyAsksForNothing() {
        assertThat(mirror().run(FOUR).status()).isEqualTo(Status.COMPLETED);
        assertThat(mirror().run(FOUR).status()).isEqualTo(Status.COMPLETED);
    }

    @Test
    void aDryRunSaysWhatWillBeAskedFor() {
        mirror().run(FOUR);
        RunReport dry = mirror().options(RunOptions::withDryRun).run(THREE);

        assertThat(dry.status()).isEqualTo(Status.COMPLETED);
        assertThat(dry.problems()).singleElement().satisfies(found -> {
            assertThat(found.code()).isEqualTo(Code.CONFIRM_IRREVERSIBLE);
            assertThat(found.level()).isEqualTo(Level.WARN);
        });
    }

    @Test
    void whoeverReturnsIsReportedAndNotSentInWhateverSync() throws IOException {
        sure().run(FOUR);
        sure().run(THREE);
        long before = sandbox.stats().suppressed();
        RunReport back = sure().run(FOUR);
        RunReport again = sure().run(FOUR);
        RunReport elsewhere = other(IdentifierType.ID, FOUR);

        assertThat(back.records()).isEqualTo(new Counts(4, 0, 1, 3, 0, 0, 0, 0));
        assertThat(again.records()).isEqualTo(back.records());
        assertThat(elsewhere.records()).isEqualTo(new Counts(4, 0, 1, 0, 3, 0, 0, 0));
        for (RunReport report : List.of(back, again, elsewhere)) {
            assertThat(report.status()).isEqualTo(Status.COMPLETED);
            assertThat(codes(report)).containsExactly(Code.SUPPRESSED);
            assertThat(report.problems().getFirst().count()).isEqualTo(1);
        }
        assertThat(sandbox.stats().suppressed()).isEqualTo(before);
    }

    @Test
    void anotherIdentifierIsAnotherPersonAndLetterCaseOfAddressesIsNot() throws IOException {
        Trial mails = sure().config(config -> config.identifyBy(IdentifierType.EMAIL));
        mails.run("[{\"id\":\"a@x.org\"},{\"id\":\"b@x.org\"},{\"id\":\"c@x.org\"}]");
        mails.run("[{\"id\":\"b@x.org\"},{\"id\":\"c@x.org\"}]");

        assertThat(other(IdentifierType.EMAIL, "[{\"id\":\"A@X.org\"},{\"id\":\"B@x.org\"}]")
                        .records()
                        .filtered())
                .isEqualTo(1);
        assertThat(other(IdentifierType.ID, "[{\"id\":\"a@x.org\"}]").records().filtered())
                .isZero();
    }

    @Test
    void aMirrorThatKnowsASuppressedPersonDoesNotTakeThemForGone() {
        sure().run(FOUR);
        SyncConfig knowing =
                builder("knowing").mode(Mode.MIRROR).removed(Removal.DELETE).build();
        DataFile four = new Trial(folder, sandbox).file(FOUR);
        RunOptions options = RunOptions.in(folder.resolve("state"));
        new Run(knowing, four, options, Surroundings.real()).execute();
        sure().run(THREE);
        RunReport report =
                new Run(knowing, new Trial(folder, sandbox).file(FOUR), options, Surroundings.real()).execute();

        assertThat(report.records()).isEqualTo(new Counts(4, 0, 1, 3, 0, 0, 0, 0));
    }

    @Test
    void allRowsOfSuppressedPeopleAreNoFilterThatLeavesOutEverybody() {
        sure().run(FOUR);
        sure().run(THREE);
        RunReport report = new Trial(folder, sandbox).run("[{\"id\":4}]");

        assertThat(codes(report)).containsExactly(Code.SUPPRESSED);
        assertThat(report.records().filtered()).isEqualTo(1);
    }

    @Test
    void whoIsForgottenIsSentAgain() {
        sure().run(FOUR);
        sure().run(THREE);
        SyncConfig config = builder("trial").build();
        Path state = folder.resolve("state");

        assertThat(StateSummary.suppressed(config, state)).isEqualTo(1);
        assertThat(StateSummary.forgetSuppressed(config, state)).isTrue();
        assertThat(StateSummary.forgetSuppressed(config, state)).isFalse();
        assertThat(sure().run(FOUR).records().delivered()).isEqualTo(1);
    }

    @Test
    void aStateThatIsForgottenDoesNotForgetWhoWasSuppressed() {
        sure().run(FOUR);
        sure().run(THREE);
        StateSummary.reset(builder("trial").build(), folder.resolve("state"));

        assertThat(sure().run(FOUR).records()).isEqualTo(new Counts(4, 0, 1, 0, 3, 0, 0, 0));
    }

    private Path memory(String file) throws IOException {
        try (Stream<Path> all = Files.walk(folder.resolve("state/.suppressed"))) {
            return all.filter(path -> path.endsWith(file)).findFirst().orElseThrow();
        }
    }

    @Test
    void theMemoryTellsNobodyWhoIsInIt() throws IOException {
        String long1 = "a-person-with-a-long-name";
        sure().run(FOUR.replace("4", "\"" + long1 + "\""));
        sure().run(THREE);

        assertThat(Files.readString(memory("people")))
                .doesNotContain(long1)
                .matches("\\n@ [0-9]+\\n\\n1 [0-9a-f]{8} [0-9a-f]{32}\\n");
        assertThat(Files.getPosixFilePermissions(memory("people"))).hasSize(2);
        assertThat(Files.getPosixFilePermissions(memory("key"))).hasSize(2);
    }

    @Test
    void aTornLineSpoilsNoOther() throws IOException {
        sure().run(FOUR);
        sure().run(THREE);
        Files.writeString(memory("people"), "1 0123", StandardOpenOption.APPEND);
        sure().run("[{\"id\":1},{\"id\":2}]");

        assertThat(sure().run(FOUR).records()).isEqualTo(new Counts(4, 0, 2, 2, 0, 0, 0, 0));
    }

    @Test
    void aMemoryOfAnotherVersionOrWithoutItsKeyIsRefusedWithTheWayOut() throws IOException {
        sure().run(FOUR);
        sure().run(THREE);
        String people = Files.readString(memory("people"));
        Files.writeString(memory("people"), people.replace("\n1 ", "\n2 "));
        assertUnreadable();
        Files.writeString(memory("people"), people);
        String key = Files.readString(memory("key"));
        Files.writeString(memory("key"), key.replace("\"1\"", "\"2\""));
        assertUnreadable();
        Files.delete(memory("key"));
        assertUnreadable();
        StateSummary.forgetSuppressed(builder("trial").build(), folder.resolve("state"));
        assertThat(sure().run(FOUR).records().delivered()).isEqualTo(1);
    }

    private void assertUnreadable() {
        long before = sandbox.stats().requests();
        RunReport refused = sure().run(FOUR);
        assertThat(refused.status()).isEqualTo(Status.REFUSED);
        assertThat(codes(refused)).containsExactly(Code.STATE_UNUSABLE);
        assertThat(refused.problems().getFirst().help()).contains("--suppressed");
        assertThat(sandbox.stats().requests()).isEqualTo(before);
    }

    @Test
    void aRefusedSuppressionIsNotRemembered() throws IOException {
        sure().run(FOUR);
        sandbox.refuse("4", "invalid", "id", "no");
        RunReport refused = sure().run(THREE);
        sandbox.heal("4");

        assertThat(refused.records().deadLetters()).isEqualTo(1);
        assertThat(sure().run(FOUR).records()).isEqualTo(new Counts(4, 0, 0, 4, 0, 0, 0, 0));
    }
}
