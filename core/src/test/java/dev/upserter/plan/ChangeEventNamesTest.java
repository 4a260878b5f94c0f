package dev.upserter.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.upserter.problem.Problem;
import dev.upserter.problem.ProblemException;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ChangeEventNamesTest {
    @Test
    void whoIsBackWasAddedAndARowThatIsGoneTellsNothing() {
        var names = new ChangeEventNames("joined", "moved", "left");

        assertThat(Arrays.stream(ChangeKind.values()).map(names::of))
                .containsExactly("joined", "moved", "joined", "left", null);
    }

    @Test
    void oneNameIsEnough() {
        assertThat(new ChangeEventNames(null, null, "left").of(ChangeKind.ADDED))
                .isNull();
        assertThat(new ChangeEventNames("joined", null, null).of(ChangeKind.CHANGED))
                .isNull();
        assertThatThrownBy(() -> new ChangeEventNames(null, null, null))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("changeEvents must be added, changed or removed, or several of them");
    }

    @Test
    void eachNameThatIsNoneIsReportedUnderItsKey() {
        assertThatThrownBy(() -> new ChangeEventNames("", " moved", "x".repeat(101)))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        refused -> assertThat(refused.problems())
                                .extracting(Problem::message)
                                .containsExactly(
                                        "changeEvents.added must be " + ChangeEventNames.MUST_BE,
                                        "changeEvents.changed must be " + ChangeEventNames.MUST_BE,
                                        "changeEvents.removed must be " + ChangeEventNames.MUST_BE));
    }

    /** Customer.io takes blanks around a name away, and counts its bytes. */
    @ParameterizedTest
    @ValueSource(strings = {"x", "plan changed", "é"})
    void aNameShowsSomethingWithoutBlanksAroundIt(String text) {
        assertThat(ChangeEventNames.isName(text)).isTrue();
        assertThat(ChangeEventNames.isName(text + " ")).isFalse();
        assertThat(ChangeEventNames.isName("\t" + text)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"x, 100, true", "x, 101, false", "é, 50, true", "é, 51, false", "x, 0, false"})
    void aNameHasAHundredBytesAtMost(String letter, int count, boolean isName) {
        assertThat(ChangeEventNames.isName(letter.repeat(count))).isEqualTo(isName);
    }

    @Test
    void aChangeIsMadeByARowUnlessItIsThatThereIsNone() {
        assertThat(Arrays.stream(ChangeKind.values()).filter(ChangeKind::hasRow))
                .containsExactly(ChangeKind.ADDED, ChangeKind.CHANGED, ChangeKind.RETURNED);
    }

    /** Where rows take something away, each row that differs is one removal. */
    @Test
    void whatIsTakenAwayIsCountedAsRemoved() {
        assertThat(new JoinCounts(1, 20, 300, 4_000, 50_000, 600_000, 7_000_000).takingAway())
                .isEqualTo(new JoinCounts(0, 0, 0, 4_000, 50_321, 600_000, 7_000_000));
    }
}
