package dev.upserter.delivery;

import dev.upserter.batch.Api;
import dev.upserter.batch.Batch;
import dev.upserter.delivery.BatchOutcome.Refusal;
import dev.upserter.problem.Code;
import dev.upserter.problem.Defect;
import dev.upserter.problem.Durations;
import dev.upserter.problem.Exhaustion;
import dev.upserter.problem.Problem;
import dev.upserter.problem.ProblemException;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Sees a batch to its end: repeats it, splits it, gives up on rows, or stops the delivery. Thread-safe. */
final class Courier {
    /** The halves of a batch that never got through get fewer attempts: they only find out whose fault it is. */
    private static final int ATTEMPTS_OF_A_HALF = 2;

    /** A shorter silence is not worth a word. */
    private static final Duration WORTH_TELLING = Duration.ofSeconds(2);

    /** A Retry-After of up to this is obeyed even if the run would not wait so long for a destination that is down. */
    private static final Duration ALWAYS_GRANTED = Duration.ofMinutes(1);

    /** Bytes; an answer to a whole batch that refuses many is longer. */
    private static final int LONG_ANSWER = 16 << 10;

    private final DeliveryConfig config;
    private final Backoff backoff;
    /** Not thread-safe: drawn from under its own lock. */
    private final RandomGenerator random;

    private final Delivery delivery;
    private final DeliveryListener listener;
    private final Outage outage;
    private final Halt halt;
    /** To understand a long answer, and to write down what it says, takes memory: for one at a time. */
    private final ReentrantLock longAnswer = new ReentrantLock();

    Courier(DeliveryConfig config, Surroundings surroundings, Delivery delivery, Outage outage, Halt halt) {
        this.config = config;
        this.backoff = new Backoff(surroundings.firstPause());
        this.random = surroundings.random().get();
        this.delivery = delivery;
        this.listener = delivery.listener();
        this.outage = outage;
        this.halt = halt;
    }

    /** Returns when each row of the batch has been settled or abandoned. */
    void deliver(Batch batch) {
        deliver(batch, config.maxAttempts(), false);
    }

    /**
     * Delivers a batch, or a part of one.
     *
     * @param suspected whether it was parted because it may be at fault
     */
    private void deliver(Batch batch, int maxAttempts, boolean suspected) {
        try {
            attemptUntilTheEnd(batch, maxAttempts, suspected);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            abandon(batch, Delivery.interrupted());
        } catch (RuntimeException | Error e) {
            abandon(batch, Defect.of("a batch could not be handled", e));
        } finally {
            understood();
        }
    }

    private void attemptUntilTheEnd(Batch batch, int maxAttempts, boolean suspected) throws InterruptedException {
        int tried = 0;
        int counted = 0;
        Long previous = null;
        while (true) {
            BatchOutcome outcome = halt.isStopped() ? null : attempt(batch, tried > 0);
            if (outcome == null) {
                listener.abandoned(batch);
                return;
            }
            tried++;
            if (!(outcome instanceof BatchOutcome.PartlyAccepted)) {
                understood();
            }
            if (!(outcome instanceof BatchOutcome.Retryable failure)) {
                conclude(batch, outcome, tried, maxAttempts);
                return;
            }
            if (failure.fault() == Fault.CROWDED) {
                if (!delivery.makeDo()) {
                    abandon(batch, Exhaustion.FILES.problem());
                    return;
                }
                continue;
            }
            long now = System.nanoTime();
            boolean alone = suspected || failure.fault().mayLieInTheRequest();
            boolean counts = outage.failed(suspect(batch), alone, failure.what(), previous, now);
            counted += counts ? 1 : 0;
            previous = now;
            if (counted >= maxAttempts) {
                giveUp(batch, failure, tried, maxAttempts);
                return;
            }
            if (!waitAfter(failure, tried, counts)) {
                listener.abandoned(batch);
                return;
            }
        }
    }

    /** A row that stands alone is suspected itself, several are suspected as the batch they came in. */
    private static long suspect(Batch batch) {
        return batch.rows() == 1 ? -batch.number(0) : batch.sequence();
    }

    private void abandon(Batch batch, Problem reason) {
        halt.stop(reason);
        listener.abandoned(batch);
    }

    private void settle(Batch batch, List<DeadLetter> deadLetters) {
        try {
            listener.settled(batch, deadLetters);
        } catch (ProblemException e) {
            abandon(batch, e.problems().getFirst());
        } catch (RuntimeException | Error e) {
            abandon(batch, Defect.of("the end of a batch could not be written down", e));
        }
    }

    /** One attempt; null if the delivery stopped before it. */
    private @Nullable BatchOutcome attempt(Batch batch, boolean again) throws InterruptedException {
        BatchOutcome outcome;
        try {
            Optional<Response> response = delivery.attempt(batch, again);
            if (response.isEmpty()) {
                return null;
            }
            outcome = read(response.get(), batch.people());
        } catch (IOException e) {
            outcome = Failure.of(e);
        }
        if (!(outcome instanceof BatchOutcome.Retryable) && outage.answered(System.nanoTime())) {
            halt.recovered();
        }
        return outcome;
    }

    /** Waits where the answer is long and another such is not done with yet. */
    private BatchOutcome read(Response response, int size) {
        if (response.body().length > LONG_ANSWER) {
            longAnswer.lock();
        }
        return AnswerReader.read(response, size);
    }

    private void understood() {
        if (longAnswer.isHeldByCurrentThread()) {
            longAnswer.unlock();
        }
    }

    private boolean waitAfter(BatchOutcome.Retryable failure, int failures, boolean counts)
            throws InterruptedException {
        long now = System.nanoTime();
        Duration left = config.maxOutage().minusNanos(outage.lasting(now));
        Duration asked = granted(failure.after().orElse(Duration.ZERO), left);
        if (failure.fault() == Fault.THROTTLED) {
            delivery.limiter().throttled(now, asked);
        }
        if (!counts && !left.isPositive()) {
            halt.stop(down());
            return false;
        }
        Duration pause;
        synchronized (random) {
            pause = backoff.pause(failures, random);
        }
        return halt.pause(pause.plus(asked).toNanos(), !counts && asked.isZero());
    }

    /** As long as the service asked to wait, but not beyond the end of the run's patience. */
    static Duration granted(Duration asked, Duration left) {
        Duration longest = left.compareTo(ALWAYS_GRANTED) > 0 ? left : ALWAYS_GRANTED;
        return asked.compareTo(longest) > 0 ? longest : asked;
    }

    private Problem down() {
        return Problem.of(
                Code.DESTINATION_DOWN,
                null,
                "nothing was answered for " + Durations.say(config.maxOutage()) + " (last: "
                        + outage.what().orElse("no answer") + "); the run stopped");
    }

    private void conclude(Batch batch, BatchOutcome outcome, int tried, int maxAttempts) {
        if (outcome
                instanceof BatchOutcome.Accepted) { // the usual end, and no switch over types need be prepared for it
            settle(batch, List.of());
            return;
        }
        switch (outcome) {
            case BatchOutcome.Accepted ignored -> settle(batch, List.of());
            case BatchOutcome.PartlyAccepted partly -> settle(batch, partly.refused(), tried, maxAttempts);
            case BatchOutcome.Refused refused -> {
                if (canSplit(batch)) {
                    split(batch, maxAttempts, false);
                } else {
                    settle(batch, List.of(deadLetter(batch, 0, refused.refusal(), tried)));
                }
            }
            case BatchOutcome.Unauthorized unauthorized -> abandon(batch, unauthorized(unauthorized.status()));
            case BatchOutcome.Blocked blocked -> abandon(batch, Problem.of(Code.BLOCKED, null, blocked.what()));
            case BatchOutcome.Retryable ignored -> throw new IllegalArgumentException("not an end");
        }
    }

    private static boolean canSplit(Batch batch) {
        return batch.api() == Api.BATCH && batch.rows() > 1;
    }

    static Problem unauthorized(int status) {
        return status == 401
                ? Problem.of(Code.AUTH_REJECTED, null, "Customer.io refused the credentials (status 401)")
                : Problem.of(Code.AUTH_FORBIDDEN, null, "Customer.io refused access (status 403)");
    }

    /** Settles all but the refused entries that several rows share: those are taken apart, to find the row at fault. */
    private void settle(Batch batch, List<Refusal> refusals, int tried, int maxAttempts) {
        var refused = new TreeMap<Integer, Refusal>();
        refusals.forEach(refusal -> refused.putIfAbsent(refusal.index(), refusal));
        Set<Integer> joined = refused.keySet().stream().filter(batch::isJoined).collect(Collectors.toSet());
        if (joined.isEmpty()) {
            settle(batch, deadLetters(batch, refused, tried));
            return;
        }
        Batch others = batch.part(i -> !joined.contains(batch.personOf(i)));
        List<Batch> apart = batch.part(i -> joined.contains(batch.personOf(i))).rowHalves();
        if (others.rows() > 0) {
            settle(others, deadLetters(others, amongOthers(refused, joined), tried));
        }
        understood();
        apart.forEach(part -> deliver(part, maxAttempts, false));
    }

    /** Who was refused, by their place among those who are not taken apart. */
    private static Map<Integer, Refusal> amongOthers(SortedMap<Integer, Refusal> refused, Set<Integer> apart) {
        var others = new TreeMap<Integer, Refusal>();
        int before = 0;
        for (Map.Entry<Integer, Refusal> entry : refused.entrySet()) {
            if (apart.contains(entry.getKey())) {
                before++;
            } else {
                others.put(entry.getKey() - before, entry.getValue());
            }
        }
        return others;
    }

    private static List<DeadLetter> deadLetters(Batch batch, Map<Integer, Refusal> refused, int tried) {
        return refused.entrySet().stream()
                .map(entry -> deadLetter(batch, batch.firstRow(entry.getKey()), entry.getValue(), tried))
                .toList();
    }

    private static DeadLetter deadLetter(Batch batch, int row, Refusal refusal, int tried) {
        return new DeadLetter(
                row,
                batch.row(row),
                Code.REJECTED_BY_SERVER,
                tried,
                refusal.reason(),
                refusal.field(),
                refusal.message());
    }

    /** Halves a batch until whoever is at fault stands alone. */
    private void split(Batch batch, int maxAttempts, boolean suspected) {
        batch.halves().forEach(half -> deliver(half, maxAttempts, suspected));
    }

    private void giveUp(Batch batch, BatchOutcome.Retryable failure, int tried, int maxAttempts) {
        if (canSplit(batch) && failure.fault() != Fault.THROTTLED) {
            split(batch, Math.min(ATTEMPTS_OF_A_HALF, maxAttempts), true);
            return;
        }
        var letters = new ArrayList<DeadLetter>(batch.rows());
        for (int i = 0; i < batch.rows(); i++) {
            letters.add(new DeadLetter(
                    i, batch.row(i), failure.fault().code(), tried, "out of attempts", "", failure.what()));
        }
        settle(batch, letters);
    }

    /** Why nothing moves; empty if something does. */
    Optional<String> waiting() {
        Duration lasting = Duration.ofNanos(outage.lasting(System.nanoTime()));
        return lasting.compareTo(WORTH_TELLING) < 0
                ? Optional.empty()
                : outage.what()
                        .map(what -> what + " for " + Durations.say(lasting) + "; trying again for up to "
                                + Durations.say(config.maxOutage()));
    }
}
