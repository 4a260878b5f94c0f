package dev.upserter.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.upserter.history.Scope;
import dev.upserter.plan.Mode;
import dev.upserter.plan.Removal;
import dev.upserter.problem.Code;
import dev.upserter.problem.Level;
import dev.upserter.report.Finding;
import dev.upserter.report.RunReport;
import dev.upserter.report.Status;
import dev.upserter.run.option.Resume;
import dev.upserter.run.option.RunOptions;
import dev.upserter.run.option.StateUse;
import dev.upserter.run.option.StopSignal;
import dev.upserter.sandbox.Sandbox;
import dev.upserter.sandbox.fault.Faults;
import dev.upserter.source.DataFile;
import dev.upserter.source.Dialect;
import dev.upserter.source.RowsPath;
import dev.upserter.source.SourceConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Removals that were held stay held when the run goes on, and what the report says of them comes true. */
class HeldRemovalsTest {
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

    private static String csv(int people, String value) {
        return IntStream.rangeClosed(1, people)
                .mapToObj(i -> i + "," + value + i + "\n")
                .collect(Collectors.joining("", "id,n\n", ""));
    }

    private DataFile file(String text) {
        try {
            return DataFile.of(Files.writeString(folder.resolve("users.csv"), text));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Finding finding(RunReport report, Code code) {
        return report.problems().stream()
                .filter(found -> found.code() == code)
                .findFirst()
                .orElseThrow(() -> new AssertionError(report.toJson()));
    }

    /** Runs until the first request is to be answered: it is once the stop was heard. */
    private RunReport stopAtFirstRequest(Removal removed, DataFile data, UnaryOperator<RunOptions> options) {
        var stop = new StopSignal();
        sandbox.onRequest(request -> {
            if (!stop.isStopped()) {
                List<Thread> watching = watching();
                stop.stop();
                watching.forEach(HeldRemovalsTest::join);
            }
        });
        RunReport stopped = mirror(removed)
                .options(given -> options.apply(given).withStop(stop))
                .run(data);
        assertThat(stopped.status()).as(stopped.toJson()).isEqualTo(Status.STOPPED);
        return stopped;
    }

    /** The threads that pass the stop on: they end once they have. */
    private static List<Thread> watching() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals("stop-watch"))
                .toList();
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static RunOptions resumed(RunOptions options) {
        return options.withResume(new Resume.Latest());
    }

    private static RunOptions allowed(RunOptions options) {
        return options.withState(StateUse.CONFIGURED.withAllowRemovals());
    }

    private void assertHeld(RunReport report, int gone) {
        assertThat(report.status()).as(report.toJson()).isEqualTo(Status.COMPLETED_WITH_PROBLEMS);
        assertThat(report.records().removed()).isZero();
        assertThat(finding(report, Code.REMOVALS_HELD).examples().getFirst().message())
                .startsWith(gone == 1 ? "1 person who is" : gone + " people who are");
        assertThat(sandbox.peopleCount()).isEqualTo(PEOPLE);
    }

    @ParameterizedTest
    @EnumSource(
            value = Removal.class,
            names = {"DELETE", "SUPPRESS", "CLEAR"})
    void removalsThatWereHeldStayHeldWhenTheRunGoesOn(Removal removed) {
        mirror(removed).run(file(csv(PEOPLE, "a")));
        DataFile cut = file(csv(3, "b").strip());
        RunReport stopped = stopAtFirstRequest(removed, cut, options -> options);
        RunReport resumed = mirror(removed).options(HeldRemovalsTest::resumed).run(cut);

        assertThat(resumed.run()).isEqualTo(stopped.run());
        assertHeld(resumed, PEOPLE - 3);
        assertHeld(mirror(removed).run(file(csv(3, "c").strip())), PEOPLE - 3);
    }

    /** The row may be that of the person who seems to be gone. */
    @ParameterizedTest
    @ValueSource(strings = {"NULL", "#N/A", "long", "\uFFFD7", "-"})
    void aRowWhoseIdentifierIsNoneHoldsRemovals(String damaged) {
        mirror(Removal.DELETE).run(file(csv(PEOPLE, "a")));
        String id = damaged.equals("long") ? "7".repeat(200) : damaged;

        RunReport report = mirror(Removal.DELETE).run(file(csv(PEOPLE - 1, "a") + id + ",a\n"));

        assertThat(report.records().rejected()).isEqualTo(1);
        assertHeld(report, 1);
    }

    /** Such an identifier may be that of the person who seems to be gone. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "1.23E+12",
                "40.0",
                "'40",
                "40 ",
                "\u00a040",
                "\"=\"\"40\"\"\"",
                "Jan-21",
                "\"40,000\"",
                "2026-01-21"
            })
    void anIdentifierThatASpreadsheetChangedHoldsRemovals(String damaged) {
        mirror(Removal.CLEAR).run(file(csv(PEOPLE, "a")));
        DataFile changed = file(csv(PEOPLE - 1, "a") + damaged + ",a\n");

        RunReport report = mirror(Removal.CLEAR).run(changed);
        assertHeld(report, 1);
        assertThat(report.records().rejected()).isEqualTo(1);
        assertThat(finding(report, Code.REMOVALS_HELD).help()).contains("correct the rejected rows");

        RunReport sent = mirror(Removal.CLEAR)
                .config(config -> config.guard(Code.ID_DAMAGED, Level.WARN))
                .run(changed);
        assertThat(sent.status()).as(sent.toJson()).isEqualTo(Status.COMPLETED_WITH_PROBLEMS);
        assertThat(sent.records().delivered()).isEqualTo(1);
        assertThat(sent.records().removed()).isZero();
        assertThat(finding(sent, Code.REMOVALS_HELD).help()).contains("guards.ID_DAMAGED: off");

        RunReport taken = mirror(Removal.CLEAR)
                .config(config -> config.guard(Code.ID_DAMAGED, Level.OFF))
                .run(changed);
        assertThat(taken.records().removed()).isEqualTo(1);
    }

    @Test
    void severalRowsOfOneIdentifierWithoutItsDigitsAreNotOnePerson() {
        mirror(Removal.DELETE).run(file(csv(PEOPLE, "a")));
        RunReport report = mirror(Removal.DELETE)
                .config(config -> config.guard(Code.ID_DAMAGED, Level.WARN))
                .run(file(csv(PEOPLE - 2, "a") + "1.23E+12,b\n1.23E+12,c\n1.23E+12,d\n"));

        assertThat(report.records().rejected()).isEqualTo(2);
        assertThat(report.records().delivered()).isEqualTo(1);
        assertThat(finding(report, Code.REMOVALS_HELD).help()).contains("correct the rejected rows");
    }

    @Test
    void heldRemovalsAreCheckedWhereTheResumedRunIsAllowedThem() {
        mirror(Removal.SUPPRESS).run(file(csv(PEOPLE, "a")));
        DataFile cut = file(csv(3, "b").strip());
        stopAtFirstRequest(Removal.SUPPRESS, cut, options -> options);
        RunReport unasked = mirror(Removal.SUPPRESS)
                .options(options -> resumed(allowed(options)))
                .run(cut);

        assertThat(unasked.status()).isEqualTo(Status.STOPPED);
        finding(unasked, Code.CONFIRM_IRREVERSIBLE);
        assertThat(sandbox.peopleCount()).isEqualTo(PEOPLE);
    }

    @Test
    void aFirstRunAfterACutOffOneHoldsItsRemovalsAlsoWhenItGoesOn() {
        stopAtFirstRequest(Removal.DELETE, file(csv(PEOPLE, "a")), options -> options);
        DataFile half = file(csv(2, "b"));
        stopAtFirstRequest(Removal.DELETE, half, HeldRemovalsTest::resumed);
        RunReport resumed =
                mirror(Removal.DELETE).options(HeldRemovalsTest::resumed).run(half);

        assertHeld(resumed, PEOPLE - 2);
        RunReport next = mirror(Removal.DELETE).run(half);
        assertThat(next.status()).isEqualTo(Status.REFUSED);
        assertThat(finding(next, Code.REMOVE_LIMIT).examples().getFirst().message())
                .contains("more than maxRemoved");
    }

    @Test
    void whatTheFirstRunHeldTheNextRemovesWithinMaxRemovedAsTheHintSays() {
        stopAtFirstRequest(Removal.DELETE, file(csv(PEOPLE, "a")), options -> options);
        RunReport held = mirror(Removal.DELETE).run(file(csv(PEOPLE - 3, "a")));
        assertHeld(held, 3);
        assertThat(finding(held, Code.REMOVALS_HELD).help()).contains("the next run removes them, within maxRemoved");
        assertThat(mirror(Removal.DELETE)
                        .run(file(csv(PEOPLE - 3, "a")))
                        .records()
                        .removed())
                .isEqualTo(3);
    }

    /** As builds left it that noted nothing. */
    @Test
    void aRunOfWhichNothingIsNotedIsCheckedAgain() throws IOException {
        mirror(Removal.DELETE).run(file(csv(PEOPLE, "a")));
        DataFile few = file(csv(3, "b"));
        sandbox.faults(Faults.parse("500=1"));
        RunReport stopped = stopAtFirstRequest(Removal.DELETE, few, HeldRemovalsTest::allowed);
        sandbox.faults(Faults.none());
        Files.delete(folder.resolve("state/runs").resolve(stopped.run()).resolve("removals.json"));
        RunReport refused =
                mirror(Removal.DELETE).options(HeldRemovalsTest::resumed).run(few);

        finding(refused, Code.REMOVE_LIMIT);
        assertThat(sandbox.peopleCount()).isEqualTo(PEOPLE);
        assertThat(mirror(Removal.DELETE)
                        .options(options -> resumed(allowed(options)))
                        .run(few)
                        .status())
                .isEqualTo(Status.COMPLETED);
        assertThat(sandbox.peopleCount()).isEqualTo(3);
    }

    @Test
    void aRowWithoutAnIdEachNightHoldsRemovalsUntilTheNightWithout() {
        mirror(Removal.DELETE).run(file(csv(PEOPLE, "a") + ",x\n"));
        RunReport held = mirror(Removal.DELETE).run(file(csv(PEOPLE - 5, "a") + ",x\n"));
        assertHeld(held, 5);
        assertThat(finding(held, Code.REMOVALS_HELD).help())
                .endsWith("removes them, within maxRemoved")
                .doesNotContain("--allow-removals");
        RunReport corrected = mirror(Removal.DELETE).run(file(csv(PEOPLE - 5, "a")));

        assertThat(corrected.status()).as(corrected.toJson()).isEqualTo(Status.COMPLETED);
        assertThat(corrected.records().removed()).isEqualTo(5);
    }

    @Test
    void aRowWithoutAnIdDoesNotHideThatALaterSourceIsCut() {
        mirror(Removal.DELETE).run(file(csv(PEOPLE, "a") + ",x\n"));
        assertHeld(mirror(Removal.DELETE).run(file(csv(PEOPLE - 2, "a").strip())), 2);
    }

    @ParameterizedTest
    @EnumSource(
            value = Removal.class,
            names = {"DELETE", "SUPPRESS"})
    void theHintSaysWhereALaterRunAsksFirst(Removal removed) {
        new Trial(folder.resolve("elsewhere"), sandbox).run(file(csv(PEOPLE, "a")));
        mirror(removed)
                .options(options -> options.withState(StateUse.CONFIGURED.withScope(Scope.BASELINE)))
                .run(file(csv(PEOPLE, "a")));
        RunReport held = mirror(removed).run(file(csv(PEOPLE - 2, "a") + ",x\n"));
        assertHeld(held, 2);
        String hint = finding(held, Code.REMOVALS_HELD).help();
        assertThat(hint).contains("stops before the first ones until it is given --allow-removals");
        assertThat(hint.contains("--yes")).isEqualTo(removed == Removal.SUPPRESS);
        RunReport asked = mirror(removed).run(file(csv(PEOPLE - 2, "a")));

        assertThat(asked.exitCode()).isEqualTo(2);
        assertThat(finding(asked, Code.REMOVE_LIMIT).examples().getFirst().message())
                .contains("no run has completed without holding removals since");
    }

    /** The program that wrote the file ended too soon, or left rows out. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "Exported data exceeded the allowed volume. Some data may have been omitted.",
                "ERROR 2013 (HY000): Lost connection to MySQL server during query",
                "Killed"
            })
    void aNoteInPlaceOfARowHoldsRemovals(String note) {
        String padded = csv(PEOPLE - 1, "a") + "\"" + note + "\",\n";
        mirror(Removal.DELETE).run(file(csv(PEOPLE, "a")));
        assertHeld(mirror(Removal.DELETE).run(file(padded)), 1);
        assertHeld(
                mirror(Removal.DELETE)
                        .config(config -> config.filter("row['n'] != blank"))
                        .run(file(padded)),
                1);
        assertHeld(
                mirror(Removal.DELETE)
                        .config(config -> config.source(SourceConfig.DEFAULT.withDialect(Dialect.PLAIN
                                .but()
                                .shortRows(Dialect.ShortRows.FILL)
                                .build())))
                        .run(file(csv(PEOPLE - 1, "a") + "\"" + note + "\"\n")),
                1);
    }

    @Test
    void aFooterThatSaysThatRowsAreMissingHoldsRemovals() {
        Trial mirror = mirror(Removal.DELETE)
                .config(config -> config.source(SourceConfig.DEFAULT.withDialect(
                        Dialect.PLAIN.but().footerLines(1).build())));
        mirror.run(file(csv(PEOPLE, "a") + "40 rows\n"));
        RunReport next = mirror.run(file(csv(PEOPLE - 1, "a") + "Results are limited to 39 rows\n"));
        assertThat(finding(next, Code.FOOTER_UNCLEAR).count()).isEqualTo(1);
        assertHeld(next, 1);
    }

    @Test
    void aNoteInAFileOfOneColumnHoldsRemovals() {
        String ids = IntStream.rangeClosed(1, PEOPLE)
                .mapToObj(i -> "U00" + i + "\n")
                .collect(Collectors.joining("", "id\n", ""));
        Trial mirror = new Trial(folder, sandbox)
                .config(config -> config.mode(Mode.MIRROR).removed(Removal.DELETE));
        mirror.run(file(ids));
        assertHeld(mirror.run(file(ids.replace("U0040\n", "curl: (18) transfer closed\n"))), 1);
    }

    @Test
    void whoStandsWhereTheSumsWereIsNotRemoved() {
        Trial mirror = mirror(Removal.DELETE)
                .config(config -> config.source(SourceConfig.DEFAULT.withDialect(
                        Dialect.PLAIN.but().footerLines(1).build())));
        assertThat(mirror.run(file(csv(20, "a") + "Total,20\n")).exitCode()).isZero();
        RunReport next = mirror.run(file(csv(19, "a") + "20,a20\n"));

        assertThat(finding(next, Code.FOOTER_UNCLEAR).count()).isEqualTo(1);
        assertThat(finding(next, Code.REMOVALS_HELD).examples().getFirst().message())
                .contains("1 person", "a line that source.footer leaves out looks like a row");
        assertThat(sandbox.peopleCount()).isEqualTo(20);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"errors\": [{\"message\": \"Throttled\"}]", "\"success\": false", "\"cursor\": \"9XC\""})
    void anAnswerThatIsIncompleteHoldsRemovals(String beside) throws IOException {
        Trial mirror = mirror(Removal.DELETE)
                .config(config -> config.source(SourceConfig.DEFAULT.withDialect(
                        Dialect.PLAIN.but().rows(new RowsPath("data")).build())));
        String rows = IntStream.rangeClosed(1, PEOPLE)
                .mapToObj(i -> "{\"id\": " + i + ", \"n\": \"a\"}")
                .collect(Collectors.joining(", "));
        Path file = folder.resolve("users.json");
        Files.writeString(file, "{\"data\": [" + rows + "]}");
        assertThat(mirror.run(DataFile.of(file)).exitCode()).isZero();
        Files.writeString(file, "{\"data\": [" + rows.substring(0, rows.lastIndexOf(", {")) + "], " + beside + "}");
        RunReport report = mirror.run(DataFile.of(file));

        assertThat(finding(report, Code.INPUT_PARTIAL).count()).isEqualTo(1);
        assertHeld(report, 1);
    }

    @Test
    void onePageOfAnAnswerHoldsRemovals() throws IOException {
        Trial mirror = mirror(Removal.DELETE)
                .config(config -> config.source(SourceConfig.DEFAULT.withDialect(
                        Dialect.PLAIN.but().rows(new RowsPath("data")).build())));
        String rows = IntStream.rangeClosed(1, PEOPLE)
                .mapToObj(i -> "{\"id\": " + i + ", \"n\": \"a\"}")
                .collect(Collectors.joining(", "));
        Path file = folder.resolve("users.json");
        DataFile data = DataFile.of(file);
        Files.writeString(file, "{\"data\": [" + rows + "], \"has_more\": false}");
        assertThat(mirror.run(data).exitCode()).isZero();
        String fewer = rows.substring(0, rows.lastIndexOf(", {"));
        Files.writeString(file, "{\"data\": [" + fewer + "], \"has_more\": true}");
        RunReport page = mirror.run(data);

        assertThat(finding(page, Code.INPUT_PARTIAL).count()).isEqualTo(1);
        assertHeld(page, 1);
        RunReport refused = mirror.config(config -> config.guard(Code.INPUT_PARTIAL, Level.STOP))
                .run(data);
        assertThat(refused.exitCode()).isEqualTo(2);
        assertThat(sandbox.peopleCount()).isEqualTo(PEOPLE);
        Files.writeString(file, "{\"data\": [" + fewer + "], \"has_more\": false}");
        assertThat(mirror(Removal.DELETE)
                        .config(config -> config.source(SourceConfig.DEFAULT.withDialect(
                                Dialect.PLAIN.but().rows(new RowsPath("data")).build())))
                        .run(data)
                        .records()
                        .removed())
                .isEqualTo(1);
    }
}
