package dev.upserter.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RemovalLimitTest {
    private static RemovalLimit limit(String text) {
        return RemovalLimit.parse(text).orElseThrow();
    }

    @ParameterizedTest
    @CsvSource({"0,0", "500,500", "0%,0%", "100%,100%", "10 %,10%", "' 7 ',7", "101,101"})
    void aNumberOrAPercentageIsRead(String text, String spelling) {
        assertThat(limit(text)).hasToString(spelling);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "%", "-1", "101%", "1.5%", "1234567890", "all"})
    void nothingElseIs(String text) {
        assertThat(RemovalLimit.parse(text)).isEmpty();
    }

    @Test
    void aNumberIsTheMostPeopleThatMayBeRemoved() {
        assertThat(limit("3").allows(3, 3, true)).isTrue();
        assertThat(limit("3").allows(4, 1_000, false)).isFalse();
        assertThat(limit("0").allows(1, 1_000, false)).isFalse();
    }

    @Test
    void aPercentageIsOfTheKnownPeople() {
        assertThat(limit("10%").allows(11, 110, true)).isTrue();
        assertThat(limit("10%").allows(11, 109, false)).isFalse();
        assertThat(limit("100%").allows(50, 50, true)).isTrue();
    }

    @Test
    void tenPeopleMayAlwaysBeRemovedWhereThatCanBeUndone() {
        assertThat(limit("0%").allows(10, 10, false)).isTrue();
        assertThat(limit("0%").allows(11, 1_000, false)).isFalse();
    }

    @Test
    void tenPeopleMayBeRemovedForGoodWhereTheyAreAtMostHalf() {
        assertThat(limit("10%").allows(10, 20, true)).isTrue();
        assertThat(limit("10%").allows(10, 19, true)).isFalse();
        assertThat(limit("10%").allows(1, 2, true)).isTrue();
        assertThat(limit("10%").allows(1, 1, true)).isFalse();
    }

    @Test
    void thereIsNoShareOfMoreThanAll() {
        assertThatThrownBy(() -> new RemovalLimit(101, true)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new RemovalLimit(-1, false)).isInstanceOf(IllegalArgumentException.class);
    }
}
