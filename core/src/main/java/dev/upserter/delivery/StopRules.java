package dev.upserter.delivery;

import dev.upserter.batch.BatchRow;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * When a delivery stops by itself, beside a destination that is down.
 *
 * @param firstAnswer how long an address is tried at which nothing has ever answered; empty where that is an outage like
 *     any other
 * @param refused     whether Customer.io has refused a row before, in an earlier run; empty where any number of rows may be
 *     refused for one reason. Asked by one thread at a time
 */
public record StopRules(Optional<Duration> firstAnswer, Optional<Predicate<BatchRow>> refused) {
    /** It does not. */
    public static final StopRules NONE = new StopRules(Optional.empty(), Optional.empty());
}
