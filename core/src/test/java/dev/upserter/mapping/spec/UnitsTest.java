package dev.upserter.mapping.spec;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UnitsTest {
    @ParameterizedTest
    @CsvSource({
        "-1, SECONDS, false",
        "0, SECONDS, false",
        "1, SECONDS, true",
        "999999, SECONDS, true",
        "1000000, SECONDS, false",
        "2099999999, MILLISECONDS, true",
        "2100000000, MILLISECONDS, false",
        "2099999999999, MICROSECONDS, true",
        "2100000000000, MICROSECONDS, false",
        "2099999999999999, NANOSECONDS, true",
        "2100000000000000, NANOSECONDS, false",
    })
    void aNumberThatIsSmallForItsUnitCountsSomethingElse(BigDecimal number, Unit unit, boolean isMistaken) {
        assertThat(Units.isMistaken(number, unit)).isEqualTo(isMistaken);
    }

    @ParameterizedTest
    @CsvSource({
        "19000101, true",
        "19000100, false",
        "21001231, true",
        "21001232, false",
        "20260101, true",
        "20260001, false",
        "20261201, true",
        "20261301, false",
        "20260100, false",
        "20260131, true",
        "20260132, false",
        "20260228, true",
        "20260229, false",
        "20240229, true",
    })
    void aDayInDigitsCountsNoSeconds(BigDecimal number, boolean isMistaken) {
        assertThat(Units.isMistaken(number, Unit.SECONDS)).isEqualTo(isMistaken);
    }
}
