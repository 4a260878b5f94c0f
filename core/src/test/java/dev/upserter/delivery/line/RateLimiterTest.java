package dev.upserter.delivery.line;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RateLimiterTest {
    private static final long SECOND = Duration.ofSeconds(1).toNanos();
    private static final long START = -5 * SECOND;

    /** When each of the tokens may be used if they are asked for as fast as possible from the start on. */
    private static List<Long> tokens(RateLimiter limiter, int count, long now) {
        var times = new ArrayList<Long>();
        long time = now;
        for (int i = 0; i < count; i++) {
            time += limiter.reserve(time);
            times.add(time);
        }
        return times;
    }

    @Test
    void tokensComeAtTheRateAfterATenthOfASecondsWorth() {
        List<Long> times = tokens(new RateLimiter(100), 111, START);

        assertThat(times).startsWith(START, START, START);
        assertThat(times.get(10)).isEqualTo(START);
        assertThat(times.get(11)).isEqualTo(START + SECOND / 100);
        assertThat(times.get(110)).isEqualTo(START + SECOND);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 100, 1000})
    void noSecondHasMoreThanTheRateAndATenthWhateverThePauses(int rate) {
        var limiter = new RateLimiter(rate);
        var random = new Random(rate);
        var times = new ArrayList<Long>();
        long now = START;
        for (int i = 0; i < 5_000; i++) {
            now += limiter.reserve(now);
            times.add(now);
            now += random.nextInt(10) == 0 ? random.nextLong(SECOND) : random.nextLong(SECOND / rate / 2);
        }
        int most = (int) Math.ceil(rate * 1.1) + 1;
        for (int i = most; i < times.size(); i++) {
            assertThat(times.get(i) - times.get(i - most)).isGreaterThanOrEqualTo(SECOND);
        }
    }

    @Test
    void aThrottledAnswerHalvesTheRateAtMostOnceASecond() {
        var limiter = new RateLimiter(100);
        assertThat(limiter.throttled(START, Duration.ZERO)).isEqualTo(50);
        assertThat(limiter.throttled(START + SECOND / 2, Duration.ZERO)).isEqualTo(52.5, within(0.01));

        assertThat(limiter.throttled(START + SECOND, Duration.ZERO)).isEqualTo(27.5, within(0.01));
    }

    @Test
    void theRateNeverFallsBelowOneASecond() {
        var limiter = new RateLimiter(2);
        for (int i = 0; i < 10; i++) {
            assertThat(limiter.throttled(START + i * SECOND, Duration.ZERO)).isGreaterThanOrEqualTo(1);
        }

        assertThat(limiter.rate(START + 9 * SECOND)).isEqualTo(1);
    }

    @Test
    void theRateComesBackByATwentiethOfTheCeilingASecondAndNoFurther() {
        var limiter = new RateLimiter(100);
        limiter.throttled(START, Duration.ZERO);
        long later = START + 4 * SECOND;

        List<Long> times = tokens(limiter, 60, later);
        assertThat(times.get(59) - later).isBetween(SECOND / 2, SECOND * 8 / 10);

        long muchLater = START + 60 * SECOND;
        assertThat(tokens(limiter, 111, muchLater).get(110)).isEqualTo(muchLater + SECOND);
        assertThat(limiter.isSlowed()).isFalse();
    }

    @Test
    void noTokenIsGivenForAsLongAsTheServiceAsked() {
        var limiter = new RateLimiter(100);
        limiter.throttled(START, Duration.ofSeconds(7));
        limiter.throttled(START, Duration.ofSeconds(2));

        assertThat(limiter.reserve(START + SECOND)).isEqualTo(6 * SECOND);
        assertThat(limiter.isClosed(START + 7 * SECOND - 1)).isTrue();
        assertThat(limiter.isClosed(START + 7 * SECOND)).isFalse();
    }
}
