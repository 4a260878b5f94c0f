package dev.upserter.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BackoffTest {
    private static final Backoff BACKOFF = new Backoff(Duration.ofMillis(500));

    private static long longest(int failures) {
        var random = new Random(failures);
        return IntStream.range(0, 2_000)
                .mapToLong(i -> BACKOFF.pause(failures, random).toMillis())
                .max()
                .orElseThrow();
    }

    @Test
    void theLongestPauseDoublesUpToHalfAMinute() {
        assertThat(longest(1)).isBetween(480L, 500L);
        assertThat(longest(2)).isBetween(960L, 1_000L);
        assertThat(longest(5)).isBetween(7_800L, 8_000L);
        assertThat(longest(7)).isBetween(29_000L, 30_000L);
        assertThat(longest(1_000)).isBetween(29_000L, 30_000L);
    }

    @Test
    void pausesAreSpreadAndNeverNothing() {
        var random = new Random(1);

        long[] pauses = IntStream.range(0, 2_000)
                .mapToLong(i -> BACKOFF.pause(1, random).toMillis())
                .sorted()
                .toArray();

        assertThat(pauses[0]).isBetween(50L, 60L);
        assertThat(pauses[1_000]).isBetween(250L, 300L);
    }
}
