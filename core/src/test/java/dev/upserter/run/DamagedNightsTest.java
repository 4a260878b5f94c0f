package dev.upserter.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.upserter.problem.Code;
import dev.upserter.report.Finding;
import dev.upserter.report.RunReport;
import dev.upserter.sandbox.Sandbox;
import java.io.IOException;
import java.nio.file.Path;
import java.util.SortedMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Nights with identifiers that a spreadsheet changed, and nights without: what Customer.io has after each of them. */
class DamagedNightsTest {
    private static final int ROWS = 12;

    private static final String PEOPLE = "userId: id\nmappings: [{from: email, to: email}, {from: n, to: n}]\n";
    private static final String MIRROR = PEOPLE + "mode: mirror\nremoved: delete\n";

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

    private SortedMap<String, SortedMap<String, String>> contents() {
        return sandbox.contents();
    }

    /** Rows about 1 to 11, and one about the identifier. */
    private static String rows(String identifier) {
        return IntStream.rangeClosed(1, ROWS)
                .mapToObj(i -> "{\"id\":" + (i == ROWS ? identifier : "\"" + i + "\"") + ",\"email\":\"p" + i
                        + "@example.org\",\"n\":" + i + "}")
                .collect(Collectors.joining(",", "[", "]"));
    }

    private static void assertClean(RunReport report) {
        assertThat(report.exitCode()).as(report.toJson()).isZero();
        assertThat(report.records().removed()).isZero();
    }

    private static void assertRefused(RunReport report) {
        assertThat(report.exitCode()).as(report.toJson()).isEqualTo(1);
        assertThat(report.records().rejected()).isEqualTo(1);
        assertThat(report.records().removed()).isZero();
        assertThat(report.records().delivered()).isZero();
        assertThat(report.problems())
                .filteredOn(finding -> finding.code() == Code.ID_DAMAGED)
                .singleElement()
                .extracting(Finding::help)
                .asString()
                .contains("guards.ID_DAMAGED: fix");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"1.23E+12\"", "\"12.0\"", "12.0", "\"12,000\"", "\" 12\"", "\"'12\"", "\"1-Dec\""})
    void aPersonWhoseIdIsDamagedForANightStays(String damaged) throws IOException {
        for (String yaml : new String[] {MIRROR, PEOPLE + "incremental: true\nsync: other\n"}) {
            assertClean(run(yaml, rows("\"12\"")));
            var before = contents();
            assertRefused(run(yaml, rows(damaged)));
            assertThat(contents()).isEqualTo(before);
            assertClean(run(yaml, rows("\"12\"")));
            assertThat(contents()).isEqualTo(before);
            assertThat(sandbox.person("p12@example.org").orElseThrow().id()).contains("12");
        }
    }

    @Test
    void aPersonWhoIsDamagedInTheFirstNightComesInTheSecond() throws IOException {
        RunReport first = run(MIRROR, rows("\"1.23E+12\""));
        assertThat(first.records().rejected()).isEqualTo(1);
        assertClean(run(MIRROR, rows("\"12\"")));
        assertThat(sandbox.people()).hasSize(ROWS);
        assertThat(sandbox.person("12").orElseThrow().email()).contains("p12@example.org");
    }

    @Test
    void aRepairedIdIsTheSamePersonEachNight() throws IOException {
        String repairing = MIRROR + "guards: {ID_DAMAGED: fix}\n";
        assertClean(run(repairing, rows("\"12\"")));
        var before = contents();
        RunReport repaired = run(repairing, rows("\"12.0\""));
        assertClean(repaired);
        assertThat(repaired.records().unchanged()).isEqualTo(ROWS);
        assertRefused(run(repairing, rows("\"1.23E+12\"")));
        assertThat(contents()).isEqualTo(before);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "type: object, objectType: 1, objectId: id, removed: delete, mappings: [{from: n, to: n}], mode: mirror",
                "type: object, objectType: 1, objectId: n, person: {userId: id}, mappings: [], incremental: true",
                "type: relationship, objectType: 1, objectId: id, userId: n, mode: mirror",
                "type: relationship, objectType: 1, objectId: n, userId: id, mode: mirror",
                "type: segment, segment: 7, userId: id, mode: mirror",
                "type: device, userId: n, device: id, platform: {value: ios}, mode: mirror",
                "type: device, userId: id, device: n, platform: {value: ios}, mode: mirror"
            })
    void whatIsNamedByADamagedIdentifierStays(String keys) throws IOException {
        String people = IntStream.rangeClosed(1, ROWS)
                .mapToObj(i -> "{\"id\":" + i + "}")
                .collect(Collectors.joining(",", "[", "]"));
        run("userId: id\nsync: people\n", people);
        String yaml = "{" + keys + ", sync: things}";
        assertClean(run(yaml, rows("\"12\"")));
        var before = contents();
        for (String damaged : new String[] {"\"12.0\"", "\"1.23E+12\""}) {
            assertRefused(run(yaml, rows(damaged)));
            assertThat(contents()).isEqualTo(before);
        }
        assertClean(run(yaml, rows("\"12\"")));
        assertThat(contents()).isEqualTo(before);
    }
}
