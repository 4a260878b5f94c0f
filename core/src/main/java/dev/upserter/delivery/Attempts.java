package dev.upserter.delivery;

import dev.upserter.batch.Batch;
import dev.upserter.delivery.answer.AnswerReader;
import dev.upserter.delivery.answer.BatchOutcome;
import dev.upserter.delivery.answer.Ending;
import dev.upserter.delivery.answer.Fault;
import dev.upserter.delivery.answer.FirstAnswer;
import dev.upserter.delivery.answer.NetworkFailure;
import dev.upserter.delivery.http.Response;
import dev.upserter.delivery.http.Surroundings;
import dev.upserter.problem.Code;
import dev.upserter.problem.Durations;
import dev.upserter.problem.Exhaustion;
import dev.upserter.problem.Problem;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Repeats a request until it has a definite answer, or no more attempts, or the delivery stops. Thread-safe. */
final class Attempts {
    /** A shorter silence is not worth a word. */
    private static final Duration WORTH_TELLING = Duration.ofSeconds(2);

    /** Bytes; an answer to a whole batch that refuses many is longer. */
    private static final int LONG_ANSWER = 16 << 10;

    /** Without a file descriptor for a single connection, so many times in a row, there is nothing to wait for. */
    private static final int ATTEMPTS_ALONE = 4;

    private final DeliveryConfig config;
    private final Backoff backoff;
    /** Not thread-safe: drawn from under its own lock. */
    private final RandomGenerator random;

    private final Delivery delivery;
    private final Outage outage;
    private final FirstAnswer first;
    private final StopGate halt;
    /** To understand a long answer, and to write down what it says, takes memory: for one at a time. */
    private final ReentrantLock longAnswer = new ReentrantLock();

    Attempts(
            DeliveryConfig config,
            Surroundings surroundings,
            Delivery delivery,
            Outage outage,
            FirstAnswer first,
            StopGate halt) {
        this.config = config;
        this.backoff = new Backoff(surroundings.firstPause());
        this.random = surroundings.random().get();
        this.delivery = delivery;
        this.outage = outage;
        this.first = first;
        this.halt = halt;
    }

    /** What comes before each attempt. */
    interface Gate {
        void pass() throws InterruptedException;
    }

    /**
     * Sends a batch, or a part of one.
     *
     * @param maxAttempts how many failures may count
     * @param suspected   whether it was parted because it may be at fault
     * @param gate        where each attempt waits
     */
    Ending of(Batch batch, int maxAttempts, boolean suspected, Gate gate) throws InterruptedException {
        int tried = 0;
        int counted = 0;
        int crowded = 0;
        Long previous = null;
        boolean isDoubtful = false;
        while (true) {
            gate.pass();
            BatchOutcome outcome = halt.isStopped() ? null : attempt(batch, tried > 0);
            if (outcome == null) {
                return new Ending.Stopped();
            }
            tried++;
            isDoubtful = isDoubtful || mayHaveTaken(batch, outcome);
            if (!(outcome instanceof BatchOutcome.PartlyAccepted)) {
                understood();
            }
            if (!(outcome instanceof BatchOutcome.Retryable failure)) {
                return new Ending.Answered(outcome, tried);
            }
            if (failure.fault() == Fault.CROWDED) {
                crowded = delivery.makeDo() ? 0 : crowded + 1;
                if (!waitForRoom(crowded)) {
                    halt.stop(Exhaustion.FILES.problem());
                    return new Ending.Stopped();
                }
                continue;
            }
            long now = System.nanoTime();
            if (first.failed(failure.fault(), now)) {
                halt.stop(neverAnswered(failure));
                return new Ending.Stopped();
            }
            boolean counts = counts(batch, suspected, failure, previous, now);
            counted += counts ? 1 : 0;
            previous = now;
            if (counted >= maxAttempts) {
                return new Ending.Exhausted(failure, tried);
            }
            if (!waitAfter(failure, tried, counts)) {
                return new Ending.Stopped();
            }
        }
    }

    /** Whether Customer.io may have taken a request that had no definite answer; where it took nothing, that is noted. */
    private boolean mayHaveTaken(Batch batch, BatchOutcome outcome) {
        if (outcome.tookNothing(batch.people())) {
            delivery.tookNothing(batch);
            return false;
        }
        return outcome instanceof BatchOutcome.Retryable;
    }

    /** Whether a failure may be the fault of this request; where nobody has ever been found, it is not. */
    private boolean counts(
            Batch batch, boolean suspected, BatchOutcome.Retryable failure, @Nullable Long previous, long now) {
        boolean alone = suspected || failure.fault().mayLieInTheRequest();
        boolean counts = outage.failed(suspect(batch), alone, failure.said(), previous, now);
        return counts && first.left(now).isEmpty();
    }

    /** A row that is alone is suspected itself, several are suspected as the batch they came in. */
    private static long suspect(Batch batch) {
        return batch.rows() == 1 ? -batch.number(0) : batch.sequence();
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
            outcome = NetworkFailure.of(e);
        } catch (RuntimeException | Error e) { // virtual threads wait by means of descriptors, too
            Optional<BatchOutcome> crowded = NetworkFailure.crowded(e);
            if (crowded.isEmpty()) {
                throw e;
            }
            outcome = crowded.get();
        }
        if (!(outcome instanceof BatchOutcome.Retryable)) {
            first.came();
            if (outage.answered(System.nanoTime())) {
                halt.recovered();
            }
        }
        return outcome;
    }

    /**
     * Waits until a connection may find a file descriptor.
     *
     * @param failures how often there was none, though no other connection was in use
     * @return false if there will be none
     */
    private boolean waitForRoom(int failures) throws InterruptedException {
        if (failures == 0) {
            return true;
        }
        Duration pause;
        synchronized (random) {
            pause = backoff.pause(failures, random);
        }
        return failures <= ATTEMPTS_ALONE && halt.pause(pause.toNanos(), false);
    }

    /** Waits where the answer is long and another such is not done with yet; {@link #understood} ends that. */
    private BatchOutcome read(Response response, int size) {
        if (size > 1 && response.body().length > LONG_ANSWER) {
            longAnswer.lock();
        }
        return AnswerReader.read(response, size).without(delivery.secrets());
    }

    /** Notes that what this thread's last answer said is done with. */
    void understood() {
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
            delivery.line().throttled(now, asked);
        }
        if (!counts && !left.isPositive()) {
            halt.stop(down());
            return false;
        }
        Duration pause;
        synchronized (random) {
            pause = backoff.pause(failures, random).plus(asked);
        }
        return halt.pause(bounded(pause, left, counts, now).toNanos(), !counts && asked.isZero());
    }

    /** The last attempt comes when the patience ends, and not after. */
    private Duration bounded(Duration pause, Duration left, boolean counts, long now) {
        Duration longest =
                first.left(now).filter(refusals -> refusals.compareTo(left) < 0).orElse(left);
        boolean tooLong = !counts && pause.compareTo(longest) > 0;
        return tooLong ? longest : pause;
    }

    /** As long as the service asked to wait, but not beyond the end of the run's patience. */
    static Duration granted(Duration asked, Duration left) {
        Duration longest = left.isNegative() ? Duration.ZERO : left;
        return asked.compareTo(longest) > 0 ? longest : asked;
    }

    private Problem down() {
        return Problem.of(
                Code.DESTINATION_DOWN,
                null,
                "no request" + delivery.way() + " succeeded for " + Durations.say(config.maxOutage()) + " (last: "
                        + outage.what().orElse("no answer") + "). The run stopped");
    }

    private Problem neverAnswered(BatchOutcome.Retryable last) {
        return neverAnswered(delivery.base(), delivery.peer(), last.what(), first.patience());
    }

    /** Tells of an address at which nothing has ever answered. */
    static Problem neverAnswered(String base, String peer, String what, Duration patience) {
        return Problem.of(
                Code.NEVER_ANSWERED,
                null,
                "nothing has ever answered at " + base + ". Each attempt of the last " + Durations.say(patience)
                        + " failed: " + what + " (" + peer + ")");
    }

    /** Why nothing moves; empty if something does. */
    Optional<String> waiting() {
        long now = System.nanoTime();
        Duration lasting = Duration.ofNanos(outage.lasting(now));
        Duration patience = first.left(now).isPresent() ? first.patience() : config.maxOutage();
        return lasting.compareTo(WORTH_TELLING) < 0
                ? Optional.empty()
                : outage.what()
                        .map(what -> what + " for " + Durations.say(lasting) + ". Trying again for up to "
                                + Durations.say(patience));
    }
}
