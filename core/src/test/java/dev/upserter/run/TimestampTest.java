package dev.upserter.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import dev.upserter.problem.Code;
import dev.upserter.report.Finding;
import dev.upserter.report.RunReport;
import dev.upserter.sandbox.Sandbox;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Rows that say when they were changed: an older one does not overwrite newer values. */
class TimestampTest {
    private static final String PLAIN = """
        userId: id
        timestamp: changed
        mappings: [{from: plan, to: plan}]
        """;

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

    private static String row(String plan, String changed) {
        return "{\"id\":\"1\",\"plan\":\"" + plan + "\",\"changed\":" + changed + "}";
    }

    private Map<String, String> attributes() {
        return sandbox.person("1").orElseThrow().attributes();
    }

    private static long count(RunReport report, Code code) {
        return report.problems().stream()
                .filter(finding -> finding.code() == code)
                .mapToLong(Finding::count)
                .sum();
    }

    @ParameterizedTest
    @ValueSource(strings = {"batch", "single"})
    void anOlderRowDoesNotOverwriteNewerValuesAndIsReported(String api) throws IOException {
        String yaml = PLAIN + "api: " + api + "\n";
        RunReport report = run(yaml, "[" + row("new", "1700000200") + "," + row("old", "1700000100") + "]");

        assertThat(attributes()).containsOnly(entry("plan", "\"new\""));
        assertThat(report.records().delivered()).isEqualTo(2);
        assertThat(count(report, Code.ROW_OLDER)).isEqualTo(1);

        run(yaml, "[" + row("older", "\"2023-11-14T22:13:20Z\"") + "]");
        assertThat(attributes()).containsOnly(entry("plan", "\"new\""));
        run(yaml, "[" + row("newer", "1700000300") + "]");
        assertThat(attributes()).containsOnly(entry("plan", "\"newer\""));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            4102444800               | TIMESTAMP_FUTURE
            "2100-01-01T00:00:00Z"   | TIMESTAMP_FUTURE
            99999999999              | TIMESTAMP_FUTURE
            1700000000000            | PART_MALFORMED
            -1                       | PART_MALFORMED
            "1969-12-31T23:59:59Z"   | PART_MALFORMED
            """, quoteCharacter = '\0')
    void aTimestampThatCannotBeIsNotSent(String changed, Code code) throws IOException {
        RunReport report = run(PLAIN, "[" + row("x", changed) + "," + row("y", "1700000000") + "]");

        assertThat(report.records().rejected()).isEqualTo(1);
        assertThat(count(report, code)).isEqualTo(1);
        assertThat(attributes()).containsOnly(entry("plan", "\"y\""));
    }

    @Test
    void aTimestampInTheFutureIsSentWhereTheConfigurationSaysSo() throws IOException {
        RunReport report = run(PLAIN + "guards: {TIMESTAMP_FUTURE: warn}\n", "[" + row("x", "4102444800") + "]");

        assertThat(report.records().delivered()).isEqualTo(1);
        assertThat(count(report, Code.TIMESTAMP_FUTURE)).isEqualTo(1);
    }

    @Test
    void rowsOfOnePersonShareAnEntryOnlyWhereTheyHaveOneTimestamp() throws IOException {
        RunReport alike = run(PLAIN, "[" + row("a", "1700000100") + "," + row("b", "1700000100") + "]");
        assertThat(alike.requests().sent()).isEqualTo(1);
        assertThat(attributes()).containsEntry("plan", "\"b\"");

        RunReport apart = run(PLAIN, "[" + row("c", "1700000200") + "," + row("d", "1700000201") + "]");
        assertThat(apart.requests().sent()).isEqualTo(2);
        assertThat(attributes()).containsEntry("plan", "\"d\"");

        RunReport oneWithout = run(PLAIN, "[" + row("e", "1700000300") + "," + row("f", "null") + "]");
        assertThat(oneWithout.requests().sent()).isEqualTo(2);
        assertThat(attributes()).containsEntry("plan", "\"f\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1700000100000", "-5", "17000001000000000000", "\"yesterday\"", "\"\"", "true", "[1]"})
    void aValueThatIsNoWholeNumberOfSecondsRejectsTheRow(String changed) throws IOException {
        RunReport report =
                run(PLAIN, "[" + row("a", changed) + ",{\"id\":\"2\",\"plan\":\"b\",\"changed\":1700000100}]");

        assertThat(report.records().rejected()).isEqualTo(1);
        assertThat(count(report, Code.PART_MALFORMED) + count(report, Code.CAST_FAILED))
                .isEqualTo(1);
        assertThat(sandbox.person("1")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"id\":\"1\",\"plan\":\"a\"}", "{\"id\":\"1\",\"plan\":\"a\",\"changed\":null}"})
    void aRowWithoutATimeIsOfNow(String row) throws IOException {
        run(PLAIN, "[" + row("first", "1700000100") + "]");
        RunReport report = run(PLAIN, "[" + row + ",{\"id\":\"2\",\"plan\":\"b\",\"changed\":1700000100}]");

        assertThat(report.records().delivered()).isEqualTo(2);
        assertThat(attributes()).containsOnly(entry("plan", "\"a\""));
    }

    @Test
    void aRowWhoseTimeAloneChangedIsUnchanged() throws IOException {
        String yaml = PLAIN + "incremental: true\n";
        run(yaml, "[" + row("a", "1700000100") + "]");
        RunReport later = run(yaml, "[" + row("a", "1700000900") + "]");
        RunReport other = run(yaml, "[" + row("b", "1700000901") + "]");

        assertThat(later.records().unchanged()).isEqualTo(1);
        assertThat(other.records().delivered()).isEqualTo(1);
        assertThat(attributes()).containsOnly(entry("plan", "\"b\""));
    }

    @Test
    void whereOnlyChangesAreSentTheNewestRowOfAPersonCounts() throws IOException {
        String rows = "[{\"id\":\"1\",\"plan\":\"new\",\"changed\":1700000200},"
                + "{\"id\":\"1\",\"plan\":\"old\",\"city\":\"Bonn\",\"changed\":1700000100}]";
        String yaml = """
            userId: id
            timestamp: changed
            incremental: true
            mappings: [{from: plan, to: plan}, {from: city, to: city}]
            """;
        RunReport last = run(yaml, rows);
        assertThat(attributes()).containsOnly(entry("plan", "\"new\""));
        assertThat(count(last, Code.ROW_OLDER)).isZero();

        run(yaml + "duplicates: merge\n", rows);
        assertThat(attributes()).containsOnly(entry("plan", "\"new\""), entry("city", "\"Bonn\""));
    }
}
