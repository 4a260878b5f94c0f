package dev.upserter.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.upserter.history.Scope;
import dev.upserter.problem.Code;
import dev.upserter.report.RunReport;
import dev.upserter.run.option.RunOptions;
import dev.upserter.run.option.StateUse;
import dev.upserter.sandbox.Sandbox;
import dev.upserter.sandbox.store.Person;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Attributes whose first value stays. */
@Execution(ExecutionMode.CONCURRENT)
class FirstValuesTest {
    private static final String RULES =
            "\"mappings\": [{\"from\": \"n\", \"to\": \"n\"}, {\"from\": \"via\", \"to\": \"via\", \"onlyIfEmpty\": true}]";
    private static final String PEOPLE =
            "{\"sync\": \"people\", \"userId\": \"id\", \"incremental\": true, \"duplicates\": \"merge\", " + RULES
                    + "}";

    @TempDir
    Path folder;

    private final Sandbox sandbox = Sandbox.start();

    @AfterEach
    void close() {
        sandbox.close();
    }

    private RunReport run(String config, String rows, Scope scope) throws IOException {
        return run(config, rows, scope, options -> options);
    }

    private RunReport run(String config, String rows, Scope scope, UnaryOperator<RunOptions> change)
            throws IOException {
        return new Written(folder, sandbox, config)
                .options(options -> change.apply(options.withState(StateUse.CONFIGURED.withScope(scope))))
                .run(rows);
    }

    private RunReport run(String rows) throws IOException {
        return run(PEOPLE, rows, Scope.CONFIGURED);
    }

    private static String row(String id, int n, @Nullable String via) {
        return "{\"id\": \"" + id + "\", \"n\": " + n + ", \"via\": " + (via == null ? "null" : "\"" + via + "\"")
                + "}";
    }

    private static String rows(String... rows) {
        return "[" + String.join(",", rows) + "]";
    }

    private Map<String, String> via() {
        return sandbox.people().stream()
                .collect(Collectors.toMap(
                        Person::identifier,
                        person -> person.attributes().getOrDefault("n", "-") + " "
                                + person.attributes().getOrDefault("via", "-").replace("\"", "")));
    }

    @ParameterizedTest
    @EnumSource(value = Scope.class, names = "BASELINE", mode = EnumSource.Mode.EXCLUDE)
    void withoutAStateThatKnowsNothingIsSent(Scope scope) throws IOException {
        RunReport refused = run(PEOPLE, rows(row("a", 1, "ad")), scope);
        assertThat(refused.exitCode()).isEqualTo(2);
        assertThat(refused.problems().getFirst().code()).isEqualTo(Code.FIRST_VALUES_UNKNOWN);
        assertThat(run(PEOPLE.replace("\"incremental\": true, ", ""), rows(row("a", 1, "ad")), Scope.CONFIGURED)
                        .exitCode())
                .isEqualTo(2);
        assertThat(sandbox.stats().entriesApplied()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\"changedFieldsOnly\": true, "})
    void theFirstValueStays(String more) throws IOException {
        String config = PEOPLE.replace("\"userId\"", more + "\"userId\"");
        run(config, rows(row("old", 1, "ad")), Scope.BASELINE);
        assertThat(run(config, rows(row("a", 1, "ad"), row("b", 1, null)), Scope.CONFIGURED)
                        .records()
                        .delivered())
                .isEqualTo(2);
        assertThat(via()).isEqualTo(Map.of("a", "1 ad", "b", "1 -"));

        RunReport other = run(config, rows(row("a", 1, "mail"), row("b", 1, "mail")), Scope.CONFIGURED);
        assertThat(other.records().unchanged())
                .as("only a held-back value differs")
                .isEqualTo(1);
        assertThat(via()).isEqualTo(Map.of("a", "1 ad", "b", "1 mail"));

        run(config, rows(row("a", 2, "web"), row("b", 1, null)), Scope.CONFIGURED);
        RunReport again = run(config, rows(row("a", 2, null), row("b", 1, "web")), Scope.CONFIGURED);
        assertThat(again.records().unchanged()).isEqualTo(2);
        assertThat(via()).isEqualTo(Map.of("a", "2 ad", "b", "1 mail"));
    }

    @Test
    void whoIsTakenAsDeliveredHasTheValueAlready() throws IOException {
        run(PEOPLE, rows(row("a", 1, "ad")), Scope.BASELINE);
        run(rows(row("a", 2, "mail")));
        assertThat(via()).isEqualTo(Map.of("a", "2 -"));
        run(PEOPLE, rows(row("a", 2, "web")), Scope.FULL);
        assertThat(via()).as("--full, too").isEqualTo(Map.of("a", "2 -"));
    }

    @Test
    void ofSeveralRowsTheMergedOneCounts() throws IOException {
        run(PEOPLE, rows(row("old", 1, "ad")), Scope.BASELINE);
        run(rows(row("a", 1, "ad"), row("a", 2, "mail")));
        RunReport again = run(rows(row("a", 1, "web"), row("a", 2, "tv")));
        assertThat(again.records().delivered()).isZero();
        assertThat(via()).isEqualTo(Map.of("a", "2 mail"));
    }

    /** Whether the first value has arrived is in doubt, and no other takes its place. */
    @Test
    void whatWasInDoubtIsSentAgainAsItWas() throws IOException {
        run(PEOPLE, rows(row("old", 1, "ad")), Scope.BASELINE);
        sandbox.faults(dev.upserter.sandbox.fault.Faults.parse("500-applied=1"));
        String impatient = PEOPLE.replace("\"userId\"", "\"maxAttempts\": 1, \"userId\"");
        run(impatient, rows(row("a", 1, "ad")), Scope.CONFIGURED);
        sandbox.faults(dev.upserter.sandbox.fault.Faults.none());

        run(rows(row("a", 2, "mail")));
        assertThat(via()).isEqualTo(Map.of("a", "2 ad"));
    }

    /** Who was unchanged since has no values in the state, though the state keeps them. */
    @Test
    void aStateThatKeepsValuesOnlyLaterDoesNotTell() throws IOException {
        String plain = PEOPLE.replace(", \"onlyIfEmpty\": true", "");
        String kept = plain.replace("\"userId\"", "\"keepValues\": true, \"userId\"");
        run(plain, rows(row("a", 1, "ad"), row("b", 1, null)), Scope.CONFIGURED);
        run(kept, rows(row("a", 1, "ad"), row("b", 1, null)), Scope.CONFIGURED);

        RunReport refused = run(rows(row("a", 2, "mail")));
        assertThat(refused.exitCode()).isEqualTo(2);
        assertThat(refused.problems().getFirst().code()).isEqualTo(Code.FIRST_VALUES_UNKNOWN);
        run(PEOPLE, rows(row("a", 1, "ad"), row("b", 1, null)), Scope.BASELINE);
        run(rows(row("a", 2, "mail"), row("b", 2, "mail")));
        assertThat(via()).isEqualTo(Map.of("a", "2 ad", "b", "2 mail"));
    }

    @Test
    void aBaselineOfAPartDoesNotTell() throws IOException {
        run(
                PEOPLE.replace(", \"onlyIfEmpty\": true", "")
                        .replace("\"incremental\": true, \"duplicates\": \"merge\", ", ""),
                rows(row("a", 1, "ad"), row("b", 1, "ad")),
                Scope.CONFIGURED);
        String both = rows(row("a", 1, "ad"), row("b", 1, "ad"));
        run(PEOPLE, both, Scope.BASELINE, options -> options.withLimit(1));
        assertThat(run(both.replace("ad", "mail")).exitCode()).isEqualTo(2);
        assertThat(via()).isEqualTo(Map.of("a", "1 ad", "b", "1 ad"));
    }

    @Test
    void aStateWithoutValuesDoesNotTell() throws IOException {
        String plain = PEOPLE.replace(", \"onlyIfEmpty\": true", "");
        run(plain, rows(row("a", 1, "ad")), Scope.CONFIGURED);
        assertThat(run(rows(row("a", 1, "mail"))).exitCode()).isEqualTo(2);
        run(PEOPLE, rows(row("a", 1, "ad")), Scope.BASELINE);
        assertThat(run(rows(row("a", 1, "mail"))).records().unchanged()).isEqualTo(1);
    }
}
