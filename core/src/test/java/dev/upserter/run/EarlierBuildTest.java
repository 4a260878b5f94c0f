package dev.upserter.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.upserter.batch.Api;
import dev.upserter.history.RunHeader;
import dev.upserter.history.SourcePrint;
import dev.upserter.plan.JoinCounts;
import dev.upserter.report.Counts;
import dev.upserter.report.RunReport;
import dev.upserter.report.Status;
import dev.upserter.run.option.Resume;
import dev.upserter.run.option.RunOptions;
import dev.upserter.sandbox.Sandbox;
import dev.upserter.state.file.LastSent;
import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an earlier build left on disk (see {@link EarlierBuild}) is read as it was, and its runs go on. */
class EarlierBuildTest {
    @TempDir
    Path folder;

    private final Sandbox sandbox = Sandbox.start();

    @BeforeEach
    void copyFixture() throws IOException, URISyntaxException {
        URL fixture = Objects.requireNonNull(EarlierBuildTest.class.getResource("earlier-build"));
        EarlierBuild.copy(Path.of(fixture.toURI()), folder);
        sandbox.recordRequests(true);
    }

    @AfterEach
    void close() {
        sandbox.close();
    }

    private Path syncs(String sync) {
        return folder.resolve("state").resolve("syncs").resolve(sync);
    }

    private String interrupted(String sync) throws IOException {
        return Files.readString(syncs(sync).resolve("last-run")).strip();
    }

    /** The data of a run, last written when its header says so. */
    private Path data(String sync) throws IOException {
        Path data = folder.resolve(sync + ".json");
        Path run = folder.resolve("state").resolve("runs").resolve(interrupted(sync));
        SourcePrint print =
                Objects.requireNonNull(RunHeader.read(run).orElseThrow().source());
        Files.setLastModifiedTime(data, FileTime.fromMillis(print.modified()));
        return data;
    }

    private RunReport run(String sync, Resume resume) throws IOException {
        return new EarlierBuild(folder, sandbox)
                .run(
                        sync,
                        Api.SINGLE,
                        data(sync),
                        RunOptions.in(folder.resolve("state")).withResume(resume));
    }

    private RunReport resumed(String sync) throws IOException {
        return run(sync, new Resume.Of(interrupted(sync)));
    }

    private List<String> sent() {
        return EarlierBuild.sent(sandbox);
    }

    private Set<String> answered(String sync) throws IOException {
        return new HashSet<>(Files.readAllLines(folder.resolve(sync + ".answered")));
    }

    private static Set<String> people(int... numbers) {
        return IntStream.of(numbers).mapToObj(i -> "p" + i).collect(Collectors.toSet());
    }

    /** Of the people of the third source: changed, never delivered, returned, new and gone. */
    private static Set<String> differing() {
        return people(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 39, 40, 41, 42, 43, 44, 36, 37);
    }

    private static Set<String> without(Set<String> people, Set<String> others) {
        return people.stream().filter(person -> !others.contains(person)).collect(Collectors.toSet());
    }

    @Test
    void theStateAndTheLogOfAnInterruptedRunAreReadPersonByPerson() throws IOException {
        assertThat(LastSent.find(syncs(EarlierBuild.MIRROR), "p20"))
                .contains(new LastSent(true, true, false, "{\"full_name\":\"Person 20\",\"score\":20}"));
        assertThat(LastSent.find(syncs(EarlierBuild.MIRROR), "p38")).contains(new LastSent(true, true, true, ""));
        assertThat(LastSent.find(syncs(EarlierBuild.MIRROR), "p40"))
                .contains(new LastSent(true, true, false, "{\"full_name\":\"Person 40\",\"score\":40}"));
        assertThat(LastSent.find(syncs(EarlierBuild.MIRROR), "p44")).contains(new LastSent(true, false, false, ""));
    }

    @Test
    void anInterruptedRunThatSendsWhatChangedGoesOnWithThoseWhoWereNotAnswered() throws IOException {
        RunReport report = resumed(EarlierBuild.MIRROR);

        assertThat(report.status()).as(report.toJson()).isEqualTo(Status.COMPLETED_WITH_PROBLEMS);
        assertThat(report.run()).isEqualTo(interrupted(EarlierBuild.MIRROR));
        assertThat(sent()).containsExactlyInAnyOrderElementsOf(without(differing(), answered(EarlierBuild.MIRROR)));
        assertThat(report.people()).isEqualTo(new JoinCounts(2, 4, 2, 34, 0, 0, 39));
        assertThat(report.records()).isEqualTo(new Counts(42, 0, 26, 15, 0, 1, 0));
    }

    @Test
    void anInterruptedRunThatSendsAllRowsGoesOnAfterThoseThatWereAnswered() throws IOException {
        RunReport report = resumed(EarlierBuild.ALL);

        assertThat(report.status()).as(report.toJson()).isEqualTo(Status.COMPLETED_WITH_PROBLEMS);
        assertThat(report.run()).isEqualTo(interrupted(EarlierBuild.ALL));
        assertThat(sent())
                .hasSize(42 - answered(EarlierBuild.ALL).size())
                .doesNotContainAnyElementsOf(answered(EarlierBuild.ALL));
        assertThat(report.records()).isEqualTo(new Counts(42, 0, 0, 0, 40, 0, 2, 0));
    }

    @Test
    void aNewRunSendsNobodyWhoIsUnchanged() throws IOException {
        String earlier = interrupted(EarlierBuild.MIRROR);
        RunReport report = run(EarlierBuild.MIRROR, new Resume.Not());

        assertThat(report.status()).as(report.toJson()).isEqualTo(Status.COMPLETED);
        assertThat(report.run()).isNotEqualTo(earlier);
        Set<String> known = without(answered(EarlierBuild.MIRROR), people(6)); // who was refused then
        assertThat(sent()).containsExactlyInAnyOrderElementsOf(without(differing(), known));
    }

    @Test
    void afterTheRunHasGoneOnTheNextSendsOnlyWhomItDidNotDeliver() throws IOException {
        resumed(EarlierBuild.MIRROR);
        int before = sent().size();
        RunReport next = run(EarlierBuild.MIRROR, new Resume.Not());

        assertThat(next.status()).as(next.toJson()).isEqualTo(Status.COMPLETED);
        assertThat(sent().subList(before, sent().size())).containsExactly("p6");
    }

    @Test
    void whatThisBuildMakesIsNamedAsTheFixtureIs() throws IOException {
        Path made = folder.resolve("made");
        EarlierBuild.main(new String[] {made.toString()});

        assertThat(files(made.resolve("state")))
                .filteredOn(name -> !name.equals("heard")) // which that build did not know
                .isEqualTo(files(folder.resolve("state")));
    }

    /** The names of all files, how often each. */
    private static List<String> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> file.getFileName().toString())
                    .sorted()
                    .toList();
        }
    }
}
