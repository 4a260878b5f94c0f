package dev.upserter.sandbox.fault;

import java.time.Duration;
import java.util.Optional;

/**
 * How often the sandbox fails. Each component except the two durations is the share of requests with this fault, 0 to 1. A
 * request has at most one fault, so the shares add up to at most 1. Requests for the region have no faults. Immutable.
 *
 * @param tooManyRequests          answers 429, without applying
 * @param retryAfter               the {@code Retry-After} of these answers, in whole seconds, rounded up; empty for none
 * @param serverError              answers 500, without applying
 * @param unavailable              answers 503, without applying
 * @param serverErrorAfterApplying applies, then answers 500
 * @param slow                     applies, then answers after {@code slowBy}
 * @param slowBy                   how long a slow answer takes
 * @param reset                    resets the connection, without applying
 * @param lostAnswer               applies, then closes the connection without an answer
 */
public record Faults(
        double tooManyRequests,
        Optional<Duration> retryAfter,
        double serverError,
        double unavailable,
        double serverErrorAfterApplying,
        double slow,
        Duration slowBy,
        double reset,
        double lostAnswer) {
    private static final Faults NONE = new Faults(0, Optional.empty(), 0, 0, 0, 0, Duration.ofSeconds(1), 0, 0);
    /** Shares such as 0.1 are not exact, so a total of 1 may come out a little higher. */
    private static final double ROUNDING = 1e-9;

    /** Checks every share, their sum and both durations. */
    public Faults {
        double sum = 0;
        for (double share : new double[] {
            tooManyRequests, serverError, unavailable, serverErrorAfterApplying, slow, reset, lostAnswer
        }) {
            require(share >= 0 && share <= 1, "a share must be 0 to 1, not " + share);
            sum += share;
        }
        require(sum <= 1 + ROUNDING, "the shares must add up to 1 at most, not " + sum);
        require(!slowBy.isNegative(), "slowBy must not be negative");
        require(retryAfter.filter(Duration::isNegative).isEmpty(), "retryAfter must not be negative");
    }

    /** No faults. {@code slowBy} is one second, in case slow answers are added. */
    public static Faults none() {
        return NONE;
    }

    /**
     * Parses faults as typed on a command line: {@code 429=0.1:2s,500=0.05,slow=0.1:200ms,reset=0.02}. The names are 429
     * (with the time of its Retry-After), 500, 503, 500-applied, slow (with the delay), reset and lost; a time is a whole
     * number of ms, s or m.
     *
     * @throws IllegalArgumentException with a message that says what is wrong and what would be right
     */
    public static Faults parse(String text) {
        return FaultsParser.parse(text);
    }

    /** A copy with 429 for {@code share} of the requests. */
    public Faults withTooManyRequests(double share) {
        return with(share, retryAfter, serverError, unavailable);
    }

    /** A copy with a {@code Retry-After} on every 429. */
    public Faults withRetryAfter(Duration after) {
        return with(tooManyRequests, Optional.of(after), serverError, unavailable);
    }

    /** A copy with 500 for {@code share} of the requests. */
    public Faults withServerError(double share) {
        return with(tooManyRequests, retryAfter, share, unavailable);
    }

    /** A copy with 503 for {@code share} of the requests. */
    public Faults withUnavailable(double share) {
        return with(tooManyRequests, retryAfter, serverError, share);
    }

    /** A copy with 500 after applying for {@code share} of the requests. */
    public Faults withServerErrorAfterApplying(double share) {
        return with(share, slow, slowBy, reset, lostAnswer);
    }

    /** A copy with {@code share} of the requests answered {@code by} later. */
    public Faults withSlow(double share, Duration by) {
        return with(serverErrorAfterApplying, share, by, reset, lostAnswer);
    }

    /** A copy with {@code share} of the connections reset. */
    public Faults withReset(double share) {
        return with(serverErrorAfterApplying, slow, slowBy, share, lostAnswer);
    }

    /** A copy with {@code share} of the answers lost. */
    public Faults withLostAnswer(double share) {
        return with(serverErrorAfterApplying, slow, slowBy, reset, share);
    }

    private Faults with(double tooMany, Optional<Duration> after, double error, double down) {
        return new Faults(tooMany, after, error, down, serverErrorAfterApplying, slow, slowBy, reset, lostAnswer);
    }

    private Faults with(double applied, double late, Duration by, double cut, double lost) {
        return new Faults(tooManyRequests, retryAfter, serverError, unavailable, applied, late, by, cut, lost);
    }

    private static void require(boolean holds, String message) {
        if (!holds) {
            throw new IllegalArgumentException(message);
        }
    }
}
