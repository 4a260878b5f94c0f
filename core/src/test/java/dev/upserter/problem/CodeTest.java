package dev.upserter.problem;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class CodeTest {

    @ParameterizedTest
    @EnumSource
    void everyCodeSaysInOneLineWhatToDo(Code code) {
        assertThat(code.help())
                .isNotBlank()
                .doesNotContain("\n")
                .doesNotEndWith(".")
                .doesNotContain(";")
                .hasSizeLessThan(140);
        assertThat(Character.isUpperCase(code.help().charAt(0)) && !code.help().startsWith("Customer.io"))
                .isFalse();
    }

    /** As the next steps after a run say, too. To give the dead letters of a mirror as its data would remove everybody else. */
    @ParameterizedTest
    @EnumSource(names = {"REJECTED_BY_SERVER", "RATE_LIMITED", "SERVER_ERROR", "TIMEOUT", "NETWORK"})
    void aDeadLetterIsSentAgainByRetry(Code code) {
        assertThat(code.help()).contains("upserter retry, or the next run that has the row, sends it");
    }

    @ParameterizedTest
    @EnumSource
    void nothingAdvisesToGiveDeadLettersAsData(Code code) {
        assertThat(code.help()).doesNotContain("as DATA");
    }

    @ParameterizedTest
    @EnumSource
    void everyCodeAllowsItsDefaultLevelAndItsChoicesAndNoOther(Code code) {
        for (Level level : Level.values()) {
            assertThat(code.allows(level))
                    .isEqualTo(level == code.level() || code.choices().contains(level));
        }
        assertThat(code.choices()).doesNotContain(code.level()).doesNotHaveDuplicates();
        assertThat(code.isAdjustable()).isEqualTo(!code.choices().isEmpty());
    }

    @ParameterizedTest
    @EnumSource
    void whatAHelpSaysOfAGuardsLevelIsAllowed(Code code) {
        String key = "guards." + code;
        assertThat(code.help().contains("guards.")).isEqualTo(code.help().contains(key));
        if (code.help().contains(key)) {
            assertThat(code.choices()).anyMatch(level -> code.help().contains(level.spelling()));
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"CONFIG_INVALID", "INPUT_UNREADABLE", "RECORD_NOT_OBJECT", "AUTH_REJECTED", "INTERNAL"})
    void whatCannotBeOverlookedCannotBeTurnedOff(Code code) {
        assertThat(code.isAdjustable()).isFalse();
    }
}
