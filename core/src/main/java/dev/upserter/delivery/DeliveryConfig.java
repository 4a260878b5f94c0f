package dev.upserter.delivery;

import dev.upserter.batch.Api;
import dev.upserter.problem.Problems;
import java.time.Duration;

/**
 * How fast, and how patiently, a run talks to Customer.io.
 *
 * @param api               which endpoint people are sent to
 * @param parallelism       requests in flight at once, 1 to 500
 * @param requestsPerSecond ceiling for the whole run, 1 to 1000
 * @param timeout           of one attempt, from connect to last byte
 * @param maxAttempts       of one batch, first try included: 1 means no retry
 * @param maxOutage         how long a destination that is down is waited for
 */
public record DeliveryConfig(
        Api api, int parallelism, int requestsPerSecond, Duration timeout, int maxAttempts, Duration maxOutage) {

    public static final int DEFAULT_PARALLELISM = 25;
    public static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(30);
    public static final int DEFAULT_MAX_ATTEMPTS = 8;
    public static final Duration DEFAULT_MAX_OUTAGE = Duration.ofMinutes(15);

    public DeliveryConfig {
        new Problems()
                .require(parallelism >= 1 && parallelism <= 500, "parallelism", "1 to 500")
                .require(requestsPerSecond >= 1 && requestsPerSecond <= 1000, "requestsPerSecond", "1 to 1000")
                .require(timeout.isPositive(), "timeout", "longer than zero")
                .require(maxAttempts >= 1 && maxAttempts <= 100, "maxAttempts", "1 to 100")
                .require(!maxOutage.isNegative(), "maxOutage", "zero or longer")
                .throwIfAny();
    }

    /**
     * The usual ceiling, requests a second: the Track API reference allows 1000, other pages of Customer.io's say 100;
     * a request with many people obeys both only at 100.
     */
    public static int defaultRequestsPerSecond(Api api) {
        return switch (api) {
            case BATCH -> 100;
            case SINGLE -> 1000;
        };
    }
}
