package dev.upserter.config.read;

import static org.assertj.core.api.Assertions.assertThat;

import dev.upserter.mapping.spec.FieldPath;
import dev.upserter.mapping.spec.Step;
import java.time.Duration;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Paths and templates of any length are read at once, or refused at their place. */
final class PathLimitsTest {
    private static final Duration GENEROUS = Duration.ofSeconds(10);

    @ParameterizedTest
    @ValueSource(strings = {"[0]", "[-1]", ".a", "[0].b"})
    void aPathThatLeadsTooDeepIsRefusedAtItsPlace(String step) {
        String path = "a" + step.repeat(5000);
        Assertions.assertTimeoutPreemptively(GENEROUS, () -> {
            assertThat(mistakes("{\"userId\": \"id\",\n \"mappings\": [{\"from\": \"" + path + "\", \"to\": \"a\"}]}"))
                    .isEqualTo("2:24: from leads more than 100 steps deep");
            assertThat(mistakes("{\"userId\": \"" + path + "\"}"))
                    .isEqualTo("1:12: userId leads more than 100 steps deep");
            assertThat(mistakes("{\"userId\": \"id\", \"deny\": [\"" + path + "\"]}"))
                    .isEqualTo("1:27: a field of deny leads more than 100 steps deep");
        });
    }

    @Test
    void aTemplateOrConditionThatNestsTooDeepIsRefusedAtItsPlace() {
        String brackets = "a[".repeat(5000) + "0" + "]".repeat(5000);
        Assertions.assertTimeoutPreemptively(GENEROUS, () -> {
            assertThat(mistakes("{\"userId\": \"id\",\n \"mappings\": [{\"to\": \"a\", \"template\": \"{{ " + brackets
                            + " }}\"}]}"))
                    .isEqualTo("2:39: template: brackets are nested more than 50 deep (line 1, column 104 of" + " it)");
            assertThat(mistakes("{\"userId\": \"id\",\n \"filter\": \"" + brackets + " == 1\"}"))
                    .isEqualTo("2:12: filter: brackets are nested more than 50 deep (line 1, column 101 of it)");
        });
    }

    @ParameterizedTest
    @CsvSource({
        "a, 1",
        "a[0], 2",
        "a[0][-12].b, 4",
        "a.b.c, 3",
        "[0], 1",
        "[0][1], 2",
        "a[x], 1",
        "a[], 1",
        "a[0]x, 1",
        "a[--1], 1",
        "a[1234567890], 1",
        "a]0[, 1",
        "a..b, 3"
    })
    void aPathHasTheseSteps(String path, int steps) {
        assertThat(new FieldPath(path).steps()).hasSize(steps).first().isInstanceOf(Step.Field.class);
    }

    private static String mistakes(String json) {
        return Reading.mistakes(json, Reading.JSON).getFirst();
    }
}
