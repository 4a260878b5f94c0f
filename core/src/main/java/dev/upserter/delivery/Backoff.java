package dev.upserter.delivery;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How long to wait before a repetition: exponential with full jitter, so that those who failed together do not come back
 * together.
 *
 * @param first the longest first pause; each later one may be twice as long
 */
public record Backoff(Duration first) {
    private static final Duration LONGEST = Duration.ofSeconds(30);

    /**
     * A pause.
     *
     * @param failures how many attempts have failed, 1 or more
     * @param random   draws from a tenth to the whole of the longest pause
     */
    public Duration pause(int failures, RandomGenerator random) {
        long longest = Math.min(LONGEST.toNanos(), first.toNanos() << Math.min(failures - 1, 20));
        return Duration.ofNanos(random.nextLong(longest / 10, longest + 1));
    }
}
