package dev.upserter.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.upserter.history.Scope;
import dev.upserter.plan.JoinCounts;
import dev.upserter.problem.Code;
import dev.upserter.report.Finding;
import dev.upserter.report.RunReport;
import dev.upserter.run.option.RunOptions;
import dev.upserter.sandbox.Sandbox;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rows about people whom no sync of people has delivered. */
@Execution(ExecutionMode.CONCURRENT)
class MembersTest {
    private static final String PEOPLE = "{\"sync\": \"people\", \"userId\": \"id\", \"incremental\": true}";
    private static final String SEGMENT =
            "{\"sync\": \"segment\", \"type\": \"segment\", \"segment\": 7, \"userId\": \"id\", \"mode\": \"mirror\"}";
    private static final String COMPANIES =
            "{\"sync\": \"companies\", \"type\": \"object\", \"objectType\": 1, \"objectId\":"
                    + " \"company\", \"incremental\": true, \"person\": {\"userId\": \"id\"}, \"mappings\": [{\"from\": \"n\", \"to\":"
                    + " \"n\"}]}";
    private static final String TWO = "[{\"id\": \"a\"}, {\"id\": \"b\"}]";
    private static final String THREE = "[{\"id\": \"a\"}, {\"id\": \"b\"}, {\"id\": \"c\"}]";

    @TempDir
    Path folder;

    private final Sandbox sandbox = Sandbox.start();

    @AfterEach
    void close() {
        sandbox.close();
    }

    private RunReport run(String config, String rows) throws IOException {
        return run(config, rows, options -> options);
    }

    private RunReport run(String config, String rows, UnaryOperator<RunOptions> change) throws IOException {
        return new Written(folder, sandbox, config).options(change).run(rows);
    }

    private static List<Code> codes(RunReport report) {
        return report.problems().stream().map(Finding::code).toList();
    }

    private static long unknown(RunReport report) {
        return report.problems().stream()
                .filter(problem -> problem.code() == Code.MEMBER_UNKNOWN)
                .mapToLong(Finding::count)
                .sum();
    }

    @Test
    void whoIsNotKnownIsReportedAndSentAgainUntilTheyAre() throws IOException {
        run(PEOPLE, TWO);
        RunReport first = run(SEGMENT, THREE);
        assertThat(first.records().delivered()).isEqualTo(3);
        assertThat(unknown(first)).isEqualTo(1);
        assertThat(first.exitCode()).isZero();
        RunReport second = run(SEGMENT, THREE);
        assertThat(second.records().delivered()).isEqualTo(1);
        assertThat(unknown(second)).isEqualTo(1);
        assertThat(sandbox.contents().get("segments")).containsEntry("7", "a b");

        run(PEOPLE, THREE);
        RunReport third = run(SEGMENT, THREE);
        assertThat(third.records().delivered()).isEqualTo(1);
        assertThat(unknown(third)).isZero();
        assertThat(sandbox.contents().get("segments")).containsEntry("7", "a b c");
        assertThat(run(SEGMENT, THREE).records().unchanged()).isEqualTo(3);
    }

    @Test
    void withoutASyncOfPeopleThatCanTellNobodyIsMissed() throws IOException {
        assertThat(unknown(run(SEGMENT, THREE))).isZero();
        run(PEOPLE.replace("\"userId\"", "\"identifyBy\": \"email\", \"userId\""), "[{\"id\": \"a@example.com\"}]");
        assertThat(unknown(run(SEGMENT, THREE))).isZero();
    }

    /** A run without a state has completed, and the state holds one of the people only. */
    @Test
    void aBaselineOfAPartTellsNobody() throws IOException {
        run(PEOPLE.replace(", \"incremental\": true", ""), THREE);
        run(
                PEOPLE,
                THREE,
                options -> options.withLimit(1).withState(options.state().withScope(Scope.BASELINE)));
        assertThat(unknown(run(SEGMENT, THREE))).isZero();
        run(PEOPLE, TWO);
        assertThat(unknown(run(SEGMENT.replace("\"segment\", \"type", "\"other\", \"type"), THREE)))
                .isEqualTo(1);
    }

    /** A sync of people that keeps no state tells whom it did not deliver. */
    @Test
    void whoIsADeadLetterIsNotKnown() throws IOException {
        String all = PEOPLE.replace("\"incremental\": true", "\"guards\": {\"VALUE_TOO_LONG\": \"warn\"}");
        String refused = THREE.replace("\"c\"", "\"c\", \"name\": \"" + "x".repeat(1001) + "\"");
        assertThat(run(all, refused).records().deadLetters()).isEqualTo(1);
        assertThat(unknown(run(SEGMENT, THREE))).isEqualTo(1);
        assertThat(run(SEGMENT, THREE).records().delivered()).isEqualTo(1);

        run(all, THREE);
        RunReport last = run(SEGMENT, THREE);
        assertThat(last.records().delivered()).isEqualTo(1);
        assertThat(unknown(last)).isZero();
        assertThat(run(SEGMENT, THREE).records().unchanged()).isEqualTo(3);
    }

    @Test
    void whereTheGuardIsOffEachRowCountsOnce() throws IOException {
        run(PEOPLE, TWO);
        String off = SEGMENT.replace("}", ", \"guards\": {\"MEMBER_UNKNOWN\": \"off\"}}");
        assertThat(unknown(run(off, THREE))).isZero();
        assertThat(run(off, THREE).records().unchanged()).isEqualTo(3);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"sync\": \"s\", \"type\": \"segment\", \"segment\": 7, \"userId\": \"id\"}",
                "{\"sync\": \"s\", \"type\": \"relationship\", \"userId\": \"id\", \"objectType\": 1, \"objectId\": \"company\"}",
                "{\"sync\": \"s\", \"type\": \"device\", \"userId\": \"id\", \"device\": \"company\", \"platform\": \"ios\"}",
                "{\"sync\": \"s\", \"type\": \"merge\", \"userId\": \"id\", \"duplicate\": \"company\", \"irreversible\": true}",
                "{\"sync\": \"s\", \"type\": \"object\", \"objectType\": 1, \"objectId\": \"company\", \"person\": {\"userId\": \"id\"}}"
            })
    void whateverIsAboutAPerson(String config) throws IOException {
        run(PEOPLE, "[{\"id\": \"a\"}, {\"id\": \"x\"}]");
        String rows = "[{\"id\": \"a\", \"company\": \"x\"}, {\"id\": \"c\", \"company\": \"y\"}]";
        assertThat(unknown(run(config, rows))).isEqualTo(1);
        boolean isKept = config.contains("merge");
        String incremental =
                isKept ? config : config.replace("\"sync\": \"s\"", "\"sync\": \"t\", \"incremental\": true");
        run(incremental, rows);
        RunReport again = run(incremental, rows);
        assertThat(again.records().delivered()).as("nobody is merged twice").isEqualTo(isKept ? 0 : 1);
        assertThat(again.records().unchanged()).isEqualTo(isKept ? 2 : 1);
        assertThat(unknown(again)).isEqualTo(1);
    }

    /** Customer.io takes an object, and ignores the relationship to a person whom it does not have. */
    @Test
    void whatWasSentWhileThePersonWasUnknownIsInDoubt() throws IOException {
        String mirror = PEOPLE.replace("\"incremental\": true", "\"mode\": \"mirror\", \"removed\": \"nothing\"");
        run(mirror, TWO);
        run(COMPANIES, company(1));
        run(mirror, "[{\"id\": \"b\"}]");
        RunReport other = run(COMPANIES, company(2));
        assertThat(unknown(other)).isEqualTo(1);
        assertThat(other.people())
                .extracting(JoinCounts::added, JoinCounts::changed)
                .containsExactly(0L, 1L);

        RunReport back = run(COMPANIES, company(1));
        assertThat(back.records().delivered()).isEqualTo(1);
        assertThat(back.people())
                .extracting(JoinCounts::added, JoinCounts::changed)
                .containsExactly(0L, 1L);
        assertThat(sandbox.contents().toString()).contains("1/x={n=1}");
        run(mirror, TWO);
        assertThat(run(COMPANIES, company(1)).records().delivered()).isEqualTo(1);
        assertThat(run(COMPANIES, company(1)).records().unchanged()).isEqualTo(1);
    }

    private static String company(int n) {
        return "[{\"id\": \"a\", \"company\": \"x\", \"n\": " + n + "}]";
    }

    @Test
    void whatWasSentOnlyWhileThePersonWasUnknownIsRemoved() throws IOException {
        run(PEOPLE, TWO);
        run(SEGMENT, TWO);
        assertThat(unknown(run(SEGMENT, THREE))).isEqualTo(1);
        run(PEOPLE.replace("people", "others"), THREE);
        run(SEGMENT.replace("mirror", "add").replace("\"segment\", \"type", "\"elsewhere\", \"type"), THREE);
        assertThat(sandbox.contents().get("segments")).containsEntry("7", "a b c");

        RunReport gone = run(SEGMENT, TWO);
        assertThat(gone.records().removed()).isEqualTo(1);
        assertThat(sandbox.contents().get("segments")).containsEntry("7", "a b");
    }

    @Test
    void aSuppressedPersonIsNotRelatedAndTheObjectIsSent() throws IOException {
        run(PEOPLE, TWO);
        run(
                "{\"sync\": \"s\", \"type\": \"suppress\", \"userId\": \"id\", \"irreversible\": true}",
                "[{\"id\": \"b\"}]");
        String rows = "[{\"id\": \"a\", \"company\": \"x\", \"n\": 1}, {\"id\": \"b\", \"company\": \"y\", \"n\": 2}]";
        RunReport report = run(COMPANIES, rows);

        assertThat(report.records().delivered()).isEqualTo(2);
        assertThat(codes(report)).contains(Code.SUPPRESSED);
        assertThat(report.problems().toString()).contains("relationship. It was left out");
        assertThat(sandbox.contents().toString()).contains("1/x={n=1}, 1/y={n=2}", "relationships={a - 1/x={}}");
        assertThat(run(COMPANIES, rows).records().unchanged()).isEqualTo(2);
    }
}
