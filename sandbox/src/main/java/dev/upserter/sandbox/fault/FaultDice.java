package dev.upserter.sandbox.fault;

import java.time.Duration;
import java.util.SplittableRandom;

/** Draws faults and delays from a seed. Not thread-safe; {@link Script} guards it. */
final class FaultDice {
    private final SplittableRandom faultRandom;
    private final SplittableRandom delayRandom;

    FaultDice(long seed) {
        faultRandom = new SplittableRandom(seed);
        delayRandom = faultRandom.split();
    }

    /**
     * Draws once for each request, whatever the faults are, so that switching faults on or off does not shift the sequence.
     */
    Answer draw(Faults faults) {
        double rest = faultRandom.nextDouble();
        if ((rest -= faults.tooManyRequests()) < 0) {
            return tooManyRequests(faults);
        }
        if ((rest -= faults.serverError()) < 0) {
            return Answer.status(500);
        }
        if ((rest -= faults.unavailable()) < 0) {
            return Answer.status(503);
        }
        if ((rest -= faults.serverErrorAfterApplying()) < 0) {
            return Answer.status(500).applying();
        }
        if ((rest -= faults.slow()) < 0) {
            return Answer.slow(faults.slowBy());
        }
        if ((rest -= faults.reset()) < 0) {
            return Answer.reset();
        }
        return rest < faults.lostAnswer() ? Answer.lost() : Answer.normal();
    }

    Duration between(Duration min, Duration max) {
        long spread = max.minus(min).toNanos();
        return spread == 0 ? min : min.plusNanos(delayRandom.nextLong(spread + 1));
    }

    private static Answer tooManyRequests(Faults faults) {
        Answer.Status status = Answer.status(429);
        return faults.retryAfter()
                .map(after -> status.withHeader(
                        "Retry-After",
                        String.valueOf(after.plusNanos(999_999_999).toSeconds())))
                .orElse(status);
    }
}
