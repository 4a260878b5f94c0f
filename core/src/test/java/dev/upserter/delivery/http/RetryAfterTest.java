package dev.upserter.delivery.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RetryAfterTest {
    private static final Instant NOW = Instant.parse("2026-11-24T10:00:00Z");

    @ParameterizedTest
    @CsvSource(textBlock = """
                    0,                                PT0S
                    120,                              PT2M
                    ' 7 ',                            PT7S
                    007,                              PT7S
                    3600,                             PT1H
                    3601,                             PT1H1S
                    999999999,                        PT8760H
                    99999999999999999999999,          PT8760H
                    'Tue, 24 Nov 2026 10:00:30 GMT',  PT30S
                    'Tue, 24 Nov 2026 09:59:30 GMT',  PT0S
                    'Wed, 25 Nov 2026 10:00:00 GMT',  PT24H
                    'Tue, 24 Nov 2026 11:00:30 +0100',PT30S
                    """)
    void secondsAndDatesAreUnderstoodUpToAYear(String header, Duration expected) {
        assertThat(RetryAfter.parse(header, NOW)).contains(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "-5",
                "1.5",
                "soon",
                "1 2",
                "١٢",
                "2026-11-24T10:00:30Z",
                "Tue, 99 Nov 2026 10:00:30 GMT"
            })
    void anythingElseIsAsIfItWereNotThere(String header) {
        assertThat(RetryAfter.parse(header, NOW)).isEmpty();
    }
}
