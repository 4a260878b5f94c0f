package dev.upserter.run.change;

import static org.assertj.core.api.Assertions.assertThat;

import dev.upserter.config.SyncConfigBuilder;
import dev.upserter.history.Scope;
import dev.upserter.operation.IdentifierType;
import dev.upserter.plan.Mode;
import dev.upserter.plan.Removal;
import dev.upserter.plan.RemovalLimit;
import dev.upserter.problem.Code;
import dev.upserter.report.Finding;
import dev.upserter.report.RunReport;
import dev.upserter.report.Status;
import dev.upserter.run.Trial;
import dev.upserter.run.option.RunOptions;
import dev.upserter.run.option.StateUse;
import dev.upserter.sandbox.Sandbox;
import dev.upserter.source.DataFile;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whom a mirror removes, whom it holds, and what it asks for before. */
class RemovalsTest {
    private static final int PEOPLE = 40;

    @TempDir
    Path folder;

    private final Sandbox sandbox = Sandbox.start();

    @AfterEach
    void close() {
        sandbox.close();
    }

    private Trial mirror(Removal removed) {
        return new Trial(folder, sandbox)
                .config(config -> config.mode(Mode.MIRROR).mapping("n", "n").removed(removed));
    }

    private static UnaryOperator<RunOptions> with(StateUse use) {
        return options -> options.withState(use);
    }

    private static String csv(int people) {
        return IntStream.rangeClosed(1, people)
                .mapToObj(i -> i + "," + i + "\n")
                .collect(Collectors.joining("", "id,n\n", ""));
    }

    private static String ndjson(int from, int to) {
        return IntStream.rangeClosed(from, to)
                .mapToObj(i -> "{\"id\":" + i + ",\"n\":" + i + "}\n")
                .collect(Collectors.joining());
    }

    private DataFile file(String name, String text) {
        return file(name, text.getBytes(StandardCharsets.UTF_8));
    }

    private DataFile file(String name, byte[] bytes) {
        try {
            Path file = folder.resolve("exports").resolve(name);
            Files.createDirectories(file.getParent());
            Files.write(file, bytes);
            return DataFile.of(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] gzip(String text) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(bytes)) {
            gzip.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }

    private DataFile pattern(String glob) {
        return DataFile.find(folder.resolve("exports").resolve(glob).toString());
    }

    private static Finding finding(RunReport report, Code code) {
        return report.problems().stream()
                .filter(found -> found.code() == code)
                .findFirst()
                .orElseThrow(() -> new AssertionError(report.toJson()));
    }

    private void assertHeld(RunReport report, String sign) {
        assertThat(report.status()).as(report.toJson()).isEqualTo(Status.COMPLETED_WITH_PROBLEMS);
        assertThat(report.exitCode()).isEqualTo(1);
        assertThat(report.records().removed()).isZero();
        Finding held = finding(report, Code.REMOVALS_HELD);
        assertThat(held.examples().getFirst().message()).contains("not removed", sign);
        assertThat(held.help()).contains("removes them, within maxRemoved");
        assertThat(sandbox.peopleCount()).isEqualTo(PEOPLE);
    }

    private void assertRemoved(RunReport report, int people) {
        assertRemoved(report, people, people);
    }

    private void assertRemoved(RunReport report, int people, int inAll) {
        assertThat(report.status()).as(report.toJson()).isEqualTo(Status.COMPLETED);
        assertThat(report.records().removed()).isEqualTo(people);
        assertThat(sandbox.peopleCount()).isEqualTo(PEOPLE - inAll);
    }

    @ParameterizedTest
    @ValueSource(strings = {"csv", "tsv", "ndjson", "csv.gz"})
    void aSourceThatHasLostTheEndOfItsLastLineHoldsRemovals(String form) throws IOException {
        Trial trial = mirror(Removal.DELETE);
        trial.run(file("users." + form, in(form, PEOPLE, "")));
        assertHeld(trial.run(file("users." + form, in(form, PEOPLE - 2, "\n"))), "has no end");
        assertHeld(trial.run(file("users." + form, in(form, PEOPLE - 2, "\n"))), "has no end");
        assertRemoved(trial.run(file("users." + form, in(form, PEOPLE - 2, ""))), 2);
    }

    /** People in some form, without the text at the end. */
    private static byte[] in(String form, int people, String without) throws IOException {
        String text = form.equals("ndjson") ? ndjson(1, people) : csv(people);
        String lines = form.equals("tsv") ? text.replace(',', '\t') : text;
        String cut = lines.substring(0, lines.length() - without.length());
        return form.endsWith(".gz") ? gzip(cut) : cut.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void aStreamThatHasLostTheEndOfItsLastLineHoldsRemovals() {
        Trial trial = mirror(Removal.DELETE);
        trial.run(stream(csv(PEOPLE)));
        assertHeld(trial.run(stream(csv(PEOPLE - 2).strip())), "has no end");
        assertRemoved(trial.run(stream(csv(PEOPLE - 2))), 2);
    }

    private static DataFile stream(String text) {
        return new DataFile.Streamed(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), "<stdin>");
    }

    @Test
    void aWriterThatNeverEndsItsLastLineHoldsNothing() {
        Trial trial = mirror(Removal.DELETE);
        trial.run(file("users.csv", csv(PEOPLE).strip()));
        assertRemoved(trial.run(file("users.csv", csv(PEOPLE - 2).strip())), 2);
    }

    /** Nothing shows that these are cut: there maxRemoved is the guard. */
    @Test
    void aCutAtTheEndOfALineOrBetweenTwoMembersCannotBeSeenAndIsGuardedByMaxRemoved() throws IOException {
        Trial trial = mirror(Removal.DELETE);
        trial.run(file("users.csv", csv(PEOPLE)));
        RunReport atALine = trial.run(file("users.csv", csv(PEOPLE / 2)));
        byte[] whole = gzip(csv(PEOPLE / 2));
        RunReport betweenMembers = trial.run(file("users.csv.gz", whole));

        for (RunReport report : new RunReport[] {atALine, betweenMembers}) {
            assertThat(report.status()).isEqualTo(Status.REFUSED);
            assertThat(report.problems()).extracting(Finding::code).containsExactly(Code.REMOVE_LIMIT);
        }
        assertThat(sandbox.peopleCount()).isEqualTo(PEOPLE);
        assertRemoved(trial.run(file("users.csv", csv(PEOPLE - 3))), 3);
    }

    @Test
    void aFileOfAPatternThatIsMissingOrEmptyHoldsRemovals() throws IOException {
        Trial trial = mirror(Removal.DELETE);
        file("de.ndjson", ndjson(1, 36));
        DataFile second = file("fr.ndjson", ndjson(37, PEOPLE));
        trial.run(pattern("*.ndjson"));
        file("fr.ndjson", "");
        assertHeld(trial.run(pattern("*.ndjson")), "fr.ndjson");
        file("fr.ndjson", ndjson(37, PEOPLE));
        assertThat(trial.run(pattern("*.ndjson")).status()).isEqualTo(Status.COMPLETED);
        Files.delete(((DataFile.OnDisk) second).path());
        file("uk.ndjson", ndjson(1, 2));
        assertHeld(trial.run(pattern("*.ndjson")), "fr.ndjson");
        file("fr.ndjson", ndjson(37, PEOPLE - 1));
        assertRemoved(trial.run(pattern("*.ndjson")), 1);
    }

    /** What yesterday left is read with the files of today, once. */
    private Trial afterOneFileMore() {
        Trial trial = mirror(Removal.DELETE);
        file("users-a-01.ndjson", ndjson(1, 20));
        file("users-a-02.ndjson", ndjson(1, 20));
        file("users-b-02.ndjson", ndjson(21, PEOPLE));
        assertThat(trial.run(pattern("users-*.ndjson")).exitCode()).isZero();
        return trial;
    }

    private DataFile night(int night, int people) {
        file("users-a-1" + night + ".ndjson", ndjson(1, 20));
        file("users-b-1" + night + ".ndjson", ndjson(21, people));
        return pattern("users-*-1" + night + ".ndjson");
    }

    @Test
    void aFileThatWasThereOnceHoldsRemovalsInOneNight() {
        Trial trial = afterOneFileMore();
        RunReport held = trial.run(night(3, PEOPLE - 1));
        assertHeld(held, "2 held rows in the last whole run, and 1 do now");
        assertThat(finding(held, Code.REMOVALS_HELD).help()).contains("the first one with no fewer files");
        assertRemoved(trial.run(night(4, PEOPLE - 1)), 1);
        assertRemoved(trial.run(night(5, PEOPLE - 2)), 1, 2);
    }

    @Test
    void aNightInWhichNobodyIsGoneEndsTheDoubtAboutFewerFiles() {
        Trial trial = afterOneFileMore();
        assertThat(trial.run(night(3, PEOPLE)).exitCode()).isZero();
        assertRemoved(trial.run(night(4, PEOPLE - 1)), 1);
    }

    @Test
    void fewerFilesAreDoubtedAsLongAsSomethingElseHoldsRemovalsToo() {
        Trial trial = afterOneFileMore();
        night(3, PEOPLE - 1);
        file("users-b-13.ndjson", ndjson(21, PEOPLE - 1) + "{\"n\":1}\n");
        assertHeld(trial.run(pattern("users-*-13.ndjson")), "does not say whose it is");
        assertHeld(trial.run(night(4, PEOPLE - 1)), "2 held rows in the last whole run, and 1 do now");
        assertRemoved(trial.run(night(5, PEOPLE - 1)), 1);
    }

    @Test
    void fewerFilesOfWhichOneHasLostTheEndOfItsLastLineAreDoubtedAgain() {
        Trial trial = afterOneFileMore();
        night(3, PEOPLE - 1);
        file("users-b-13.ndjson", ndjson(21, PEOPLE - 1).strip());
        assertHeld(trial.run(pattern("users-*-13.ndjson")), "2 held rows in the last whole run, and 1 do now");
        assertHeld(trial.run(night(4, PEOPLE - 1)), "2 held rows in the last whole run, and 1 do now");
        assertRemoved(trial.run(night(5, PEOPLE - 1)), 1);
    }

    @Test
    void filesWhoseNamesCountOnAreToldApartByTheirNumberAlone() throws IOException {
        Trial trial = mirror(Removal.DELETE);
        file("users-2026-11-27-1.ndjson", ndjson(1, 20));
        file("users-2026-11-27-2.ndjson", ndjson(21, PEOPLE));
        trial.run(pattern("users-2026-11-27-*.ndjson"));
        file("users-2026-11-28-1.ndjson", ndjson(1, 20));
        file("users-2026-11-28-2.ndjson", ndjson(21, PEOPLE - 1));
        assertRemoved(trial.run(pattern("users-2026-11-28-*.ndjson")), 1);
        file("users-2026-11-29-1.ndjson", ndjson(1, PEOPLE - 2));
        RunReport fewer = trial.run(pattern("users-2026-11-29-*.ndjson"));
        assertThat(finding(fewer, Code.REMOVALS_HELD).examples().getFirst().message())
                .contains("users-#.ndjson", "2 held rows", "1 do now");
        assertThat(sandbox.peopleCount()).isEqualTo(PEOPLE - 1);
    }

    @Test
    void removalsThatAreHeldForAShorterSourceAreDoneWhereTheyAreAllowed() {
        Trial trial = mirror(Removal.DELETE);
        trial.run(file("users.csv", csv(PEOPLE)));
        DataFile open = file("users.csv", csv(PEOPLE - 2).strip());
        assertHeld(trial.run(open), "has no end");
        assertRemoved(
                mirror(Removal.DELETE)
                        .options(with(StateUse.CONFIGURED.withAllowRemovals()))
                        .run(open),
                2);
        assertThat(mirror(Removal.DELETE)
                        .run(file("users.csv", csv(PEOPLE - 3).strip()))
                        .records()
                        .removed())
                .as("a source that was taken as whole is what later ones are held against")
                .isEqualTo(1);
    }

    /** People who are at Customer.io, and of whom the state folder knows nothing. */
    private void sentFromElsewhere() {
        new Trial(folder.resolve("elsewhere"), sandbox).run(file("users.csv", csv(PEOPLE)));
    }

    private static void assertAsked(RunReport report) {
        assertThat(report.status()).as(report.toJson()).isEqualTo(Status.REFUSED);
        Finding asked = finding(report, Code.REMOVE_LIMIT);
        assertThat(asked.examples().getFirst().message())
                .contains("no run has completed without holding removals since");
        assertThat(asked.help()).contains("--allow-removals", "maxRemoved does not hold");
    }

    @ParameterizedTest
    @EnumSource(
            value = Removal.class,
            names = {"DELETE", "SUPPRESS"})
    void afterABaselineTheFirstRemovalsAreAskedForOnce(Removal removed) {
        sentFromElsewhere();
        UnaryOperator<SyncConfigBuilder> sure = config -> config.irreversible(true);
        mirror(removed)
                .options(with(StateUse.CONFIGURED.withScope(Scope.BASELINE)))
                .run(file("users.csv", csv(PEOPLE)));
        long before = sandbox.stats().requests();
        DataFile fewer = file("users.csv", csv(PEOPLE - 2));

        assertAsked(mirror(removed).config(sure).run(fewer));
        assertAsked(mirror(removed).config(sure).run(fewer));
        assertThat(sandbox.stats().requests()).isEqualTo(before);
        StateUse allowed = StateUse.CONFIGURED.withAllowRemovals();
        assertRemoved(mirror(removed).config(sure).options(with(allowed)).run(fewer), 2);
        assertThat(mirror(removed)
                        .config(sure)
                        .run(file("users.csv", csv(PEOPLE - 3)))
                        .records()
                        .removed())
                .isEqualTo(1);
    }

    @Test
    void aRunThatRemovedNobodyIsEnoughToHaveCompletedOnce() {
        sentFromElsewhere();
        mirror(Removal.DELETE)
                .options(with(StateUse.CONFIGURED.withScope(Scope.BASELINE)))
                .run(file("users.csv", csv(PEOPLE)));
        assertThat(mirror(Removal.DELETE).run(file("users.csv", csv(PEOPLE))).status())
                .isEqualTo(Status.COMPLETED);
        assertRemoved(mirror(Removal.DELETE).run(file("users.csv", csv(PEOPLE - 2))), 2);
    }

    @Test
    void whateverDecidesWhoIsRemovedAsksAgainWhenItChanges() {
        DataFile all = file("all.csv", csv(PEOPLE));
        mirror(Removal.SET).run(all);
        DataFile fewer = file("fewer.csv", csv(PEOPLE - 2));
        assertAsked(mirror(Removal.DELETE).run(fewer));
        assertThat(mirror(Removal.DELETE).run(all).status()).isEqualTo(Status.COMPLETED);
        UnaryOperator<SyncConfigBuilder> filtered = config -> config.filter("n != '1'");
        assertAsked(mirror(Removal.DELETE).config(filtered).run(all));
        assertRemoved(
                mirror(Removal.DELETE)
                        .config(config ->
                                config.maxRemoved(new RemovalLimit(5, false)).keepValues(true))
                        .run(fewer),
                2);
    }

    @Test
    void aRunThatHeldRemovalsHasNotCompletedInThisSense() {
        sentFromElsewhere();
        mirror(Removal.DELETE)
                .options(with(StateUse.CONFIGURED.withScope(Scope.BASELINE)))
                .run(file("users.csv", csv(PEOPLE)));
        DataFile held = file("users.csv", csv(PEOPLE - 2) + ",nobody\n");
        assertHeld(mirror(Removal.DELETE).run(held), "does not say whose it is");
        assertAsked(mirror(Removal.DELETE).run(file("users.csv", csv(PEOPLE - 2))));
    }

    @Test
    void ofAFewPeopleNotMostAreDeletedUnasked() {
        mirror(Removal.DELETE).run(file("users.csv", csv(12)));
        RunReport refused = mirror(Removal.DELETE).run(file("users.csv", csv(2)));
        RunReport allowed = mirror(Removal.DELETE).run(file("users.csv", csv(7)));

        assertThat(refused.problems()).extracting(Finding::code).containsExactly(Code.REMOVE_LIMIT);
        assertThat(allowed.records().removed()).isEqualTo(5);
        assertThat(new RemovalLimit(10, true).allows(10, 12, false)).isTrue();
    }

    @Test
    void wherePeopleAreOnlyForgottenNothingIsHeldOrAskedFor() {
        Trial trial = mirror(Removal.NOTHING);
        RunReport first = trial.run(file("users.csv", csv(PEOPLE)));
        RunReport second = trial.run(file("users.csv", csv(PEOPLE - 2)));
        RunReport third = trial.run(file("users.csv", csv(PEOPLE - 2).strip()));

        assertThat(first.problems()).isEmpty();
        assertThat(second.problems()).isEmpty();
        assertThat(second.status()).isEqualTo(Status.COMPLETED);
        assertThat(third.problems()).extracting(Finding::code).containsExactly(Code.RECORD_UNREADABLE);
    }

    @Test
    void emailAddressesAndPatternsOfOneFileAreHeldAgainstTheRunBefore() {
        Trial trial = mirror(Removal.DELETE).config(config -> config.identifyBy(IdentifierType.EMAIL));
        trial.run(file("mails.ndjson", ndjson(1, 3).replaceAll("id\":(\\d)", "id\":\"a$1@x.org\"")));
        RunReport held = trial.run(file(
                "letters.ndjson",
                ndjson(1, 2).replaceAll("id\":(\\d)", "id\":\"A$1@x.org\"").strip()));

        assertThat(finding(held, Code.REMOVALS_HELD).examples().getFirst().message())
                .startsWith("1 person who is");
        assertThat(sandbox.peopleCount()).isEqualTo(3);
    }
}
