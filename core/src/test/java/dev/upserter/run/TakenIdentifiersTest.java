package dev.upserter.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.upserter.problem.Code;
import dev.upserter.report.RunReport;
import dev.upserter.run.option.StateUse;
import dev.upserter.sandbox.Sandbox;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Nights between which identifiers go from one person to another: what Customer.io has after each of them. */
class TakenIdentifiersTest {
    private static final String BY_ID = "userId: id\nmappings: [{from: email, to: email}, {from: n, to: n}]\n";
    private static final String BY_EMAIL = """
            userId: email
            identifyBy: email
            mappings: [{from: id, to: id}, {from: n, to: n}]
            guards: {ID_NOT_CHANGED: off}
            """;
    private static final String MIRROR = "mode: mirror\nremoved: delete\nmaxRemoved: 100%\n";
    private static final String INCREMENTAL = "incremental: true\n";

    @TempDir
    Path folder;

    private final Sandbox sandbox = Sandbox.start();

    @AfterEach
    void close() {
        sandbox.close();
    }

    /** A night with people as {@code id=address}, and twenty others who stay. */
    private RunReport night(String yaml, String people) throws IOException {
        return new Written(folder, sandbox, yaml)
                .options(options -> options.withState(StateUse.CONFIGURED))
                .run(rows(people));
    }

    private static String rows(String people) {
        String others = IntStream.range(0, 20).mapToObj(i -> "o" + i + "=o" + i).collect(Collectors.joining(" "));
        return (people + " " + others)
                .trim()
                .transform(pairs -> Arrays.stream(pairs.split(" ", -1)))
                .map(pair -> pair.split("=", -1))
                .map(pair -> "{\"id\":\"" + pair[0] + "\",\"email\":\"" + pair[1] + "@example.org\",\"n\":\"" + pair[0]
                        + pair[1] + "\"}")
                .collect(Collectors.joining(",", "[", "]"));
    }

    private void assertAre(RunReport report, String people) {
        assertThat(report.exitCode()).as(report.toJson()).isZero();
        assertThat(people()).isEqualTo(expected(people));
    }

    private static void assertTaken(RunReport report, long rows) {
        assertThat(report.exitCode()).as(report.toJson()).isEqualTo(1);
        assertThat(report.problems())
                .filteredOn(finding -> finding.code() == Code.ID_TAKEN)
                .singleElement()
                .satisfies(finding -> assertThat(finding.count()).isEqualTo(rows));
    }

    private Map<String, String> people() {
        var people = new TreeMap<String, String>();
        sandbox.people()
                .forEach(person -> people.put(
                        person.id().orElse("?"),
                        person.email().orElse("?") + " " + person.attributes().get("n")));
        people.keySet().removeIf(id -> id.startsWith("o"));
        return people;
    }

    private static Map<String, String> expected(String people) {
        var expected = new TreeMap<String, String>();
        for (String pair : people.split(" ", -1)) {
            String[] parts = pair.split("=", -1);
            expected.put(parts[0], parts[1] + "@example.org \"" + parts[0] + parts[1] + "\"");
        }
        return expected;
    }

    @ParameterizedTest
    @ValueSource(strings = {MIRROR, INCREMENTAL, MIRROR + "changedFieldsOnly: true\n"})
    void anIdThatChangesAndChangesBackIsTheSamePerson(String how) throws IOException {
        for (String other : new String[] {"b", "c", "d", "e", "f", "g"}) {
            sandbox.clearPeople();
            String yaml = BY_ID + how + "sync: to-" + other + "\n";
            assertAre(night(yaml, "a=x"), "a=x");
            String cioId = sandbox.person("a").orElseThrow().cioId();
            assertAre(night(yaml, other + "=x"), other + "=x");
            assertAre(night(yaml, "a=x"), "a=x");
            assertAre(night(yaml, "a=x"), "a=x");
            assertThat(sandbox.person("a").orElseThrow().cioId()).as(other).isEqualTo(cioId);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {MIRROR, INCREMENTAL})
    void anAddressThatChangesAndChangesBackIsTheSamePerson(String how) throws IOException {
        for (String other : new String[] {"b", "c", "d", "e"}) {
            sandbox.clearPeople();
            String yaml = BY_EMAIL + how + "sync: to-" + other + "\n";
            assertAre(night(yaml, "a=x"), "a=x");
            String cioId = sandbox.person("a").orElseThrow().cioId();
            assertAre(night(yaml, "a=" + other), "a=" + other);
            assertAre(night(yaml, "a=x"), "a=x");
            assertThat(sandbox.person("a").orElseThrow().cioId()).as(other).isEqualTo(cioId);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "a=x b=y, a=z b=x", // moves on to somebody known
        "a=x b=y, b=x a=z",
        "a=x, a=z b=x", // to somebody new
        "a=x, b=x a=z",
        "a=x b=y, b=x", // from somebody who is gone to somebody known
        "a=x b=y, c=x b=y", // the id changes
        "a=x b=y, a=z b=x c=y", // to somebody known, whose own goes to somebody new
        "a=x b=y c=z, b=x c=z", // gone and moved
    })
    void anAddressThatMovesArrivesInTheSameNight(String first, String second) throws IOException {
        for (String how : new String[] {MIRROR, MIRROR + "changedFieldsOnly: true\n"}) {
            for (int i = 0; i < 4; i++) {
                sandbox.clearPeople();
                String yaml = BY_ID + how + "sync: s" + i + how.length() + "\n";
                String mine = first.replace("a=", "a" + i + "=").replace("b=", "b" + i + "=");
                String next = second.replace("a=", "a" + i + "=").replace("b=", "b" + i + "=");
                assertAre(night(yaml, mine), mine);
                RunReport moved = night(yaml, next);
                if (moved.exitCode() == 1 && next.contains("c=y")) {
                    assertTaken(moved, 2); // one takes from another who takes at the same time
                    moved = night(yaml, next);
                }
                assertAre(moved, next);
                RunReport again = night(yaml, next);
                assertAre(again, next);
                assertThat(again.records().delivered()).isZero();
            }
        }
    }

    @Test
    void anAddressOfSomebodyWhoKeepsItIsReportedEachNight() throws IOException {
        String yaml = BY_ID + INCREMENTAL;
        assertAre(night(yaml, "a=x b=y"), "a=x b=y");
        assertTaken(night(yaml, "b=x"), 1);
        assertTaken(night(yaml, "b=x"), 1);
        assertThat(people().get("b")).startsWith("y@");
        RunReport given = night(yaml, "a=z b=x");
        assertAre(given, "a=z b=x");
    }

    @Test
    void swappedAddressesAreReportedEachNight() throws IOException {
        String yaml = BY_ID + MIRROR;
        assertAre(night(yaml, "a=x b=y"), "a=x b=y");
        assertTaken(night(yaml, "a=y b=x"), 2);
        assertTaken(night(yaml, "a=y b=x"), 2);
        assertAre(night(yaml, "a=z b=x"), "a=z b=x");
        assertAre(night(yaml, "a=y b=x"), "a=y b=x");
    }

    /** The person is b, though the state knows a still. */
    @Test
    void whoseRemovalWasRefusedIsTheSamePersonAfterwards() throws IOException {
        String yaml = BY_ID + MIRROR;
        assertAre(night(yaml, "a=x"), "a=x");
        String cioId = sandbox.person("a").orElseThrow().cioId();
        sandbox.refuse("a", "invalid", "id", "no");
        RunReport refused = night(yaml, "b=x");
        assertThat(refused.exitCode()).as(refused.toJson()).isEqualTo(1);
        assertThat(refused.records().deadLetters()).isEqualTo(1);
        sandbox.heal("a");
        assertAre(night(yaml, "a=x"), "a=x");
        assertThat(sandbox.person("a").orElseThrow().cioId()).isEqualTo(cioId);
    }

    @Test
    void whoseRemovalWasHeldIsTheSamePersonAfterwards() throws IOException {
        String yaml = BY_ID + MIRROR + "guards: {ID_MISSING: row}\n";
        assertAre(night(yaml, "a=x"), "a=x");
        String cioId = sandbox.person("a").orElseThrow().cioId();
        RunReport held = new Written(folder, sandbox, yaml).run(rows("b=x").replace("[{", "[{\"n\":\"no id\"},{"));
        assertThat(held.exitCode()).as(held.toJson()).isEqualTo(1);
        assertThat(held.records().removed()).isZero();
        assertAre(night(yaml, "a=x"), "a=x");
        assertThat(sandbox.person("a").orElseThrow().cioId()).isEqualTo(cioId);
    }

    @Test
    void aDamagedIdThatIsSentOnPurposeIsTheSamePersonAfterwards() throws IOException {
        String yaml = BY_ID + MIRROR + "guards: {ID_DAMAGED: warn}\n";
        assertAre(night(yaml, "12=x"), "12=x");
        String cioId = sandbox.person("12").orElseThrow().cioId();
        assertThat(night(yaml, "1.23E+12=x").exitCode()).isEqualTo(1);
        assertAre(night(yaml, "12=x"), "12=x");
        assertThat(sandbox.person("12").orElseThrow().cioId()).isEqualTo(cioId);
    }

    /** The row of the person whose address another takes is rejected: a is seen, but no longer there. */
    @Test
    void whoseRowIsRejectedForOneNightStays() throws IOException {
        String yaml = BY_ID + MIRROR;
        assertAre(night(yaml, "a=x"), "a=x");
        String cioId = sandbox.person("a").orElseThrow().cioId();
        RunReport both = night(yaml, "b=x a=x");
        assertThat(both.records().rejected()).as(both.toJson()).isEqualTo(1);
        assertAre(night(yaml, "a=x"), "a=x");
        assertThat(sandbox.person("a").orElseThrow().cioId()).isEqualTo(cioId);
    }

    @Test
    void anAddressInPlaceOfAnIdIsThePersonAfterwards() throws IOException {
        String yaml =
                "userId: [id, {from: email, identifyBy: email}]\nmappings: [{from: email, to: email}, {from: n, to: n}]\n"
                        + MIRROR;
        String with = "[{\"id\":\"a\",\"email\":\"x@example.org\",\"n\":1},{\"id\":\"b\",\"n\":1}]";
        String without = with.replace("\"id\":\"a\",", "");
        var nights = new Written(folder, sandbox, yaml);
        assertThat(nights.run(with).exitCode()).isZero();
        for (String rows : new String[] {without, with, without, with}) {
            RunReport report = nights.run(rows);
            assertThat(report.exitCode()).as(report.toJson()).isZero();
            assertThat(sandbox.person("x@example.org").orElseThrow().id().isPresent())
                    .isEqualTo(rows.equals(with));
            assertThat(sandbox.people()).hasSize(2);
        }
    }
}
