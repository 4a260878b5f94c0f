package dev.upserter.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.upserter.problem.ProblemException;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IncrementalConfigTest {
    private static final String OF_CHANGES =
            "duplicates, resend, changedFieldsOnly and keepValues do nothing: incremental is not true";

    private static IncrementalConfig with(Mode mode, Removal removed, Duplicates duplicates, Resend resend) {
        return of(false, mode, removed, "gone", duplicates, resend, null);
    }

    private static IncrementalConfig telling(boolean enabled, Mode mode, Removal removed, ChangeEventNames names) {
        return of(enabled, mode, removed, "gone", Duplicates.LAST, Resend.CHANGED, names);
    }

    /** Without bounds, and without values that are kept. */
    private static IncrementalConfig of(
            boolean enabled,
            Mode mode,
            Removal removed,
            String removedAttribute,
            Duplicates duplicates,
            Resend resend,
            @Nullable ChangeEventNames names) {
        return new IncrementalConfig(
                enabled,
                mode,
                removed,
                removedAttribute,
                RemovalLimit.DEFAULT,
                null,
                null,
                null,
                duplicates,
                resend,
                false,
                false,
                null,
                names);
    }

    private static IncrementalConfig sending(boolean changedFieldsOnly, boolean keepValues, Allowance maxChanged) {
        return new IncrementalConfig(
                true,
                Mode.UPSERT,
                Removal.NOTHING,
                "gone",
                RemovalLimit.DEFAULT,
                maxChanged,
                null,
                null,
                Duplicates.LAST,
                Resend.CHANGED,
                changedFieldsOnly,
                keepValues,
                null);
    }

    @Test
    void aMirrorComparesAndChangedFieldsNeedTheValues() {
        assertThat(with(Mode.MIRROR, Removal.CLEAR, Duplicates.LAST, Resend.CHANGED))
                .matches(IncrementalConfig::enabled)
                .matches(IncrementalConfig::isMirror);
        assertThat(IncrementalConfig.OFF.enabled()).isFalse();
        assertThat(IncrementalConfig.OFF.isMirror()).isFalse();
        assertThat(sending(true, false, Allowance.OF_REJECTED).keepValues()).isTrue();
        assertThat(sending(false, false, Allowance.OF_REJECTED).keepValues()).isFalse();
    }

    @Test
    void whatHasNoEffectIsNamed() {
        assertThat(IncrementalConfig.OFF.idle(false, true)).isEmpty();
        assertThat(with(Mode.MIRROR, Removal.CLEAR, Duplicates.FIRST, Resend.ALL)
                        .idle(true, true))
                .isEmpty();
        assertThat(with(Mode.UPSERT, Removal.CLEAR, Duplicates.LAST, Resend.CHANGED)
                        .idle(true, true))
                .containsExactly("removed does nothing: mode is not mirror");
        assertThat(with(Mode.UPSERT, Removal.NOTHING, Duplicates.FIRST, Resend.CHANGED)
                        .idle(false, true))
                .containsExactly(OF_CHANGES);
        assertThat(with(Mode.UPSERT, Removal.NOTHING, Duplicates.LAST, Resend.ALL)
                        .idle(false, true))
                .containsExactly(OF_CHANGES);
        var kept = sending(false, true, Allowance.OF_REJECTED);
        assertThat(kept.idle(true, true)).isEmpty();
        assertThat(kept.idle(false, true))
                .isEqualTo(List.of("maxChanged does nothing: incremental is not true", OF_CHANGES));
    }

    @Test
    void theAttributeOfThoseWhoAreGoneHasAName() {
        assertThatThrownBy(() -> of(true, Mode.MIRROR, Removal.SET, " ", Duplicates.LAST, Resend.CHANGED, null))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("removedAttribute must be the name of an attribute");
    }

    private static IncrementalConfig bounded(
            @Nullable Allowance maxNew, @Nullable BigDecimal price, @Nullable Duration forgetAfter) {
        return new IncrementalConfig(
                true,
                Mode.UPSERT,
                Removal.NOTHING,
                "gone",
                RemovalLimit.DEFAULT,
                null,
                maxNew,
                price,
                Duplicates.LAST,
                Resend.CHANGED,
                false,
                false,
                forgetAfter);
    }

    @Test
    void eachBoundWithoutEffectIsNamed() {
        String ofNew = "maxNew and pricePerProfile do nothing: incremental is not true";

        assertThat(bounded(Allowance.OF_REJECTED, null, null).idle(false, true)).containsExactly(ofNew);
        assertThat(bounded(null, BigDecimal.ONE, null).idle(false, true)).containsExactly(ofNew);
        assertThat(bounded(null, null, Duration.ofDays(1)).idle(false, true))
                .containsExactly("forgetAfter does nothing: incremental is not true");
        assertThat(bounded(Allowance.OF_REJECTED, BigDecimal.ONE, Duration.ofDays(1))
                        .idle(true, true))
                .isEmpty();
    }

    /** What a row takes back is taken back without a mirror, too, where the kind says so. */
    @Test
    void aRemovalOtherThanByAMirrorIsIdleUnlessItIsThatOfTheKind() {
        assertThat(with(Mode.UPSERT, Removal.DETACH, Duplicates.LAST, Resend.CHANGED)
                        .idle(true, true))
                .isEmpty();
        assertThat(sending(false, true, Allowance.OF_REJECTED).idle(false, false))
                .as("values that are kept for another reason")
                .containsExactly("maxChanged does nothing: incremental is not true");
    }

    @Test
    void whatTellsOfRemovalsTellsNothingWithoutAMirror() {
        var both = new ChangeEventNames("joined", null, "left");

        assertThat(telling(true, Mode.UPSERT, Removal.NOTHING, both).idle(true, true))
                .containsExactly("changeEvents.removed does nothing: mode is not mirror");
        assertThat(telling(false, Mode.MIRROR, Removal.CLEAR, both).idle(true, true))
                .isEmpty();
        assertThat(telling(true, Mode.UPSERT, Removal.NOTHING, new ChangeEventNames("joined", null, null))
                        .idle(true, true))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "false, UPSERT, NOTHING,  changeEvents must be absent unless incremental is true",
        "true,  CREATE, NOTHING,  changeEvents must be absent where mode is create",
        "true,  APPEND, NOTHING,  changeEvents must be absent where mode is append",
        "true,  MIRROR, DELETE,   changeEvents.removed must be absent where removed is delete or suppress",
        "true,  MIRROR, SUPPRESS, changeEvents.removed must be absent where removed is delete or suppress",
    })
    void eventsTellOfChangesOnlyWhereThereIsSomebodyToTellOf(
            boolean enabled, Mode mode, Removal removed, String message) {
        assertThatThrownBy(() -> telling(enabled, mode, removed, new ChangeEventNames("joined", null, "left")))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining(message);
    }

    @Test
    void aRemovalThatDeletesMayTellOfTheOthers() {
        assertThat(telling(true, Mode.MIRROR, Removal.DELETE, new ChangeEventNames("joined", null, null))
                        .changeEvents())
                .isNotNull();
    }
}
