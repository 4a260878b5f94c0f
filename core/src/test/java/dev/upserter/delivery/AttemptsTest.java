package dev.upserter.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AttemptsTest {
    @ParameterizedTest
    @CsvSource({
        "PT0S,  PT15M,  PT0S",
        "PT10M, PT15M,  PT10M",
        "PT1H,  PT15M,  PT15M",
        "PT1H,  PT10S,  PT10S",
        "PT30S, PT0S,   PT0S",
        "PT1H,  PT-10S, PT0S"
    })
    void whatTheServiceAsksToWaitIsGrantedWithinThePatienceOfTheRun(Duration asked, Duration left, Duration granted) {
        assertThat(Attempts.granted(asked, left)).isEqualTo(granted);
    }
}
