package dev.upserter.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CourierTest {
    @ParameterizedTest
    @CsvSource({
        "PT0S,  PT15M,  PT0S",
        "PT10M, PT15M,  PT10M",
        "PT1H,  PT15M,  PT15M",
        "PT1H,  PT10S,  PT1M",
        "PT30S, PT0S,   PT30S",
        "PT1H,  PT-10S, PT1M"
    })
    void whatTheServiceAsksToWaitIsGrantedWithinThePatienceOfTheRun(Duration asked, Duration left, Duration granted) {
        assertThat(Courier.granted(asked, left)).isEqualTo(granted);
    }
}
