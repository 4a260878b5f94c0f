package dev.upserter.mapping.spec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.upserter.json.JsonValue;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FieldPathTest {
    private static List<Step> steps(String text) {
        return new FieldPath(text).steps();
    }

    @Test
    void aPathIsTooDeepFromAHundredStepsOn() {
        for (String step : List.of(".a", "[0]")) {
            assertThat(new FieldPath("a" + step.repeat(99)).isTooDeep()).isFalse();
            assertThat(steps("a" + step.repeat(99))).hasSize(100);
            String deep = "a" + step.repeat(100);
            assertThat(new FieldPath(deep).isTooDeep()).isTrue();
            assertThat(steps(deep)).containsExactly(new Step.Field(deep));
        }
    }

    @ParameterizedTest
    @CsvSource({"0", "9", "10", "999999999", "-1", "-999999999"})
    void aPlaceIsAWholeNumberOfNineDigits(int place) {
        assertThat(steps("a[" + place + "]")).containsExactly(new Step.Field("a"), new Step.Element(place));
    }

    @ParameterizedTest
    @CsvSource({
        "a[]",
        "a[-]",
        "a[--1]",
        "a[+1]",
        "a[1",
        "a1]",
        "a[1]b",
        "a[1234567890]",
        "a[:]",
        "a[/]",
        "[0]",
        "]",
        "a]",
        "0]",
        "-1]",
        "a-1]"
    })
    void otherBracketsArePartOfTheName(String text) {
        assertThat(steps(text)).containsExactly(new Step.Field(text));
    }

    @Test
    void aStepToAnElementLeadsToTheValueThere() {
        JsonValue list = JsonValue.ofJson("[1, 2]");
        assertThat(new Step.Element(1).in(list).orElseThrow().json()).isEqualTo("2");
        assertThat(new Step.Element(-2).in(list).orElseThrow().json()).isEqualTo("1");
        assertThat(new Step.Element(2).in(list)).isEmpty();
        assertThat(new Step.Field("a")
                        .in(JsonValue.ofJson("{\"a\": 3}"))
                        .orElseThrow()
                        .json())
                .isEqualTo("3");
    }

    /** Of a path the first step may be misspelt, or its text may be the name of a field. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "emial | email, plan | email",
                "adress.city | address, plan | address.city",
                "adress[0].city | address | address[0].city",
                "address.city | address | ",
                "address.ciyt | address, address.city | address.city",
                "plan | total, email | ",
                "colour | | ",
            })
    void theNameThatWasProbablyMeantIsFound(String path, @Nullable String names, @Nullable String meant) {
        List<String> known = names == null ? List.of() : List.of(names.split(", "));

        assertThat(new FieldPath(path).nearest(known)).isEqualTo(Optional.ofNullable(meant));
    }

    @ParameterizedTest
    @CsvSource({"a, a", "a.b, a", "a[0].b, a", "a[1, a[1", "[0], [0]"})
    void aPathStartsAtAFieldOfTheRow(String path, String first) {
        assertThat(new FieldPath(path).first()).isEqualTo(first);
    }
}
