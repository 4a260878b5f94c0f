package dev.upserter.problem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ProblemTest {

    @Test
    void aProblemShowsItsPlaceAndItsMessage() {
        assertThat(Problem.of(Code.ID_MISSING, new Location.InText("a.json", 1042, 17), "no id"))
                .hasToString("a.json:1042:17: no id");
        assertThat(Problem.of(Code.ID_MISSING, new Location.InRows("a.parquet", 7), "no id"))
                .hasToString("a.parquet row 7: no id");
        assertThat(Problem.of(Code.ID_MISSING, new Location.InFile("a.json"), "no id"))
                .hasToString("a.json: no id");
        assertThat(Problem.of(Code.ID_MISSING, null, "no id")).hasToString("no id");
        assertThat(Problem.of(Code.ID_MISSING, null, "no id").place()).isEmpty();
    }

    @Test
    void aProblemHasTheLevelAndTheHelpOfItsCode() {
        assertThat(Problem.of(Code.NULL_WORD, null, "x"))
                .isEqualTo(new Problem(Code.NULL_WORD, Level.WARN, null, "x", Code.NULL_WORD.help()));
    }

    @Test
    void allUnmetConditionsAreReportedAtOnceInOrder() {
        var problems = new Problems()
                .require(false, "timeout", "longer than zero")
                .require(true, "region", "us or eu")
                .require(false, "maxAttempts", "1 or more");
        assertThatThrownBy(problems::throwIfAny)
                .isInstanceOf(ProblemException.class)
                .hasMessage("timeout must be longer than zero\nmaxAttempts must be 1 or more")
                .extracting(e -> ((ProblemException) e)
                        .problems().stream().map(Problem::code).toList())
                .isEqualTo(List.of(Code.CONFIG_INVALID, Code.CONFIG_INVALID));
        new Problems().require(true, "region", "us or eu").throwIfAny();
    }

    @Test
    void anExceptionHasAtLeastOneProblem() {
        assertThatThrownBy(() -> new ProblemException(List.of())).isInstanceOf(IllegalArgumentException.class);
        var cause = new IOException("x");
        assertThat(new ProblemException(Problem.of(Code.INTERNAL, null, "x"), cause))
                .hasCause(cause);
    }

    @Test
    void levelsAreSpelledInLowerCase() {
        assertThat(Level.values())
                .extracting(Level::spelling)
                .containsExactly("stop", "row", "drop", "warn", "fix", "off");
    }
}
