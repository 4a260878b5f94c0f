package dev.upserter.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.upserter.problem.ProblemException;
import java.util.List;
import org.junit.jupiter.api.Test;

class IncrementalConfigTest {
    private static final String OF_CHANGES =
            "duplicates, resend, changedFieldsOnly and keepValues do nothing: incremental is not true";

    private static IncrementalConfig with(Mode mode, Removal removed, Duplicates duplicates, Resend resend) {
        return new IncrementalConfig(
                false,
                mode,
                removed,
                "gone",
                RemovalLimit.DEFAULT,
                null,
                null,
                null,
                duplicates,
                resend,
                false,
                false,
                null);
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
        assertThatThrownBy(() -> new IncrementalConfig(
                        true,
                        Mode.MIRROR,
                        Removal.SET,
                        " ",
                        RemovalLimit.DEFAULT,
                        null,
                        null,
                        null,
                        Duplicates.LAST,
                        Resend.CHANGED,
                        false,
                        false,
                        null))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("removedAttribute must be the name of an attribute");
    }
}
