package dev.upserter.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AllowanceTest {
    private static Allowance allowance(String text) {
        return Allowance.parse(text).orElseThrow();
    }

    @ParameterizedTest
    @CsvSource({"0,0", "500,500", "0%,0%", "100%,100%", "50 %,50%", "' 7 ',7", "101,101"})
    void aNumberOrAPercentageIsRead(String text, String spelling) {
        assertThat(allowance(text)).hasToString(spelling);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "%", "-1", "101%", "1.5%", "1234567890", "half"})
    void nothingElseIs(String text) {
        assertThat(Allowance.parse(text)).isEmpty();
    }

    @Test
    void aNumberIsTheMostThatAreAllowed() {
        assertThat(allowance("3").allows(3, 4)).isTrue();
        assertThat(allowance("3").allows(4, 1_000)).isFalse();
        assertThat(allowance("0").allows(0, 0)).isTrue();
    }

    @Test
    void aPercentageIsOfAll() {
        assertThat(allowance("50%").allows(5, 10)).isTrue();
        assertThat(allowance("50%").allows(6, 11)).isFalse();
        assertThat(allowance("100%").allows(7, 7)).isTrue();
        assertThat(allowance("0%").allows(1, 1_000)).isFalse();
    }

    @Test
    void thereIsNoShareOfMoreThanAll() {
        assertThatThrownBy(() -> new Allowance(101, true)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Allowance(-1, false)).isInstanceOf(IllegalArgumentException.class);
    }
}
