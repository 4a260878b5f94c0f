package dev.upserter.delivery;

import dev.upserter.batch.Api;
import dev.upserter.problem.Problems;
import java.io.Serializable;
import java.time.Duration;

/**
 * How fast, and how patiently, a run talks to Customer.io.
 *
 * @param api               which endpoint people are sent to
 * @param parallelism       requests in flight at once, 1 to 500
 * @param requestsPerSecond ceiling for the whole run, 1 to 100,000; Customer.io itself takes 1000 at most. Of all that this
 *                          process sends to one workspace at once, the lowest ceiling holds
 * @param timeout           of one attempt, from connect to last byte; up to an hour
 * @param maxAttempts       of one batch, first try included: 1 means no retry; up to 100
 * @param maxOutage         how long a destination that is down is waited for; zero to seven days
 */
public record DeliveryConfig(
        Api api, int parallelism, int requestsPerSecond, Duration timeout, int maxAttempts, Duration maxOutage)
        implements Serializable {

    public static final int MAX_PARALLELISM = 500;
    public static final int MAX_REQUESTS_PER_SECOND = 100_000;
    public static final Duration MAX_TIMEOUT = Duration.ofHours(1);
    public static final int MAX_ATTEMPTS = 100;
    public static final Duration MAX_OUTAGE = Duration.ofDays(7);

    public static final int DEFAULT_PARALLELISM = 25;
    public static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(30);
    public static final int DEFAULT_MAX_ATTEMPTS = 8;
    public static final Duration DEFAULT_MAX_OUTAGE = Duration.ofMinutes(15);

    public DeliveryConfig {
        new Problems()
                .require(parallelism >= 1 && parallelism <= MAX_PARALLELISM, "parallelism", "1 to 500")
                .require(
                        requestsPerSecond >= 1 && requestsPerSecond <= MAX_REQUESTS_PER_SECOND,
                        "requestsPerSecond",
                        "1 to 100000")
                .require(
                        timeout.isPositive() && timeout.compareTo(MAX_TIMEOUT) <= 0,
                        "timeout",
                        "longer than zero, up to an hour")
                .require(maxAttempts >= 1 && maxAttempts <= MAX_ATTEMPTS, "maxAttempts", "1 to 100")
                .require(
                        !maxOutage.isNegative() && maxOutage.compareTo(MAX_OUTAGE) <= 0,
                        "maxOutage",
                        "zero to seven days")
                .throwIfAny();
    }

    /**
     * The default ceiling, requests a second: the Track API reference allows 1000, other pages of Customer.io's say 100;
     * a request with many people obeys both only at 100.
     */
    public static int defaultRequestsPerSecond(Api api) {
        return switch (api) {
            case BATCH -> 100;
            case SINGLE -> 1000;
        };
    }
}
