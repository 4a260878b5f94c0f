package dev.upserter.delivery;

import dev.upserter.batch.Batch;
import dev.upserter.delivery.answer.BatchOutcome;
import dev.upserter.delivery.answer.BatchOutcome.Refusal;
import dev.upserter.delivery.answer.DeadLetter;
import dev.upserter.delivery.answer.Ending;
import dev.upserter.delivery.answer.Fault;
import dev.upserter.delivery.answer.RefusedRows;
import dev.upserter.problem.Code;
import dev.upserter.problem.Defect;
import dev.upserter.problem.Problem;
import dev.upserter.problem.ProblemException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Sees a batch to its end: splits it, gives up on rows, or stops the delivery. Thread-safe. */
final class Courier implements AlikeRefusals.Hands {
    /** The halves of a batch that never got through get fewer attempts: they only find out whose fault it is. */
    private static final int ATTEMPTS_OF_A_HALF = 2;

    private final int maxAttempts;
    private final AtomicInteger underWay = new AtomicInteger();
    private final DeliveryListener listener;
    private final Attempts attempts;
    private final AlikeRefusals alike;
    private final StopGate halt;

    /**
     * One of a delivery.
     *
     * @param maxAttempts of one batch
     * @param attempts    sends
     * @param rules       when the delivery stops
     * @param flights     what is under way
     */
    Courier(int maxAttempts, Delivery delivery, Attempts attempts, StopRules rules, InFlight flights, StopGate halt) {
        this.maxAttempts = maxAttempts;
        this.listener = delivery.listener();
        this.attempts = attempts;
        this.alike = new AlikeRefusals(rules.refused(), this, flights, halt);
        this.halt = halt;
    }

    /** Returns when each row of the batch has been settled or abandoned, or waits for what others get. */
    void deliver(Batch batch) {
        underWay.incrementAndGet();
        try {
            new Trip().deliver(batch, maxAttempts, false);
        } finally {
            underWay.decrementAndGet();
        }
    }

    /** Ends the waiting of rows that were refused; all other rows have their end. */
    void close() {
        alike.close();
    }

    /** The way of one batch, whole or in parts, to its end. For one thread. */
    private final class Trip {
        private final Errand errand = new Errand();
        private boolean isSearching;

        /**
         * Delivers a batch, or a part of one.
         *
         * @param suspected whether it was parted because it may be at fault
         */
        void deliver(Batch batch, int most, boolean suspected) {
            int before = errand.left();
            errand.current(batch);
            try {
                switch (attempts.of(batch, most, suspected, () -> alike.awaitDecision(errand))) {
                    case Ending.Answered answered -> conclude(batch, answered.outcome(), answered.tried(), most);
                    case Ending.Exhausted failed -> giveUp(batch, failed.last(), failed.tried(), most);
                    case Ending.Stopped stopped -> listener.abandoned(batch);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                abandonRest(before, Delivery.interrupted());
            } catch (RuntimeException | Error e) {
                abandonRest(before, Defect.of("a batch could not be handled", e));
            } finally {
                attempts.understood();
            }
        }

        /** Some rows may have their end already, or wait for what others get. */
        private void abandonRest(int before, Problem reason) {
            halt.stop(reason);
            errand.unended(before).forEach(listener::abandoned);
        }

        private void conclude(Batch batch, BatchOutcome outcome, int tried, int most) throws InterruptedException {
            if (outcome
                    instanceof
                    BatchOutcome.Accepted) { // the normal end, and no switch over types need be prepared for it
                arrived(batch, List.of());
                return;
            }
            switch (outcome) {
                case BatchOutcome.Accepted ignored -> arrived(batch, List.of());
                case BatchOutcome.PartlyAccepted partly -> conclude(batch, byPerson(partly.refused()), tried, most);
                case BatchOutcome.Refused whole -> {
                    if (canSplit(batch)) {
                        search(batch.halves(), most);
                    } else {
                        refused(new RefusedRows(batch, List.of(whole.refusal()), tried, true), most);
                    }
                }
                case BatchOutcome.Unauthorized unauthorized -> abandon(batch, unauthorized(unauthorized.status()));
                case BatchOutcome.Blocked blocked -> abandon(batch, blocked.problem());
                case BatchOutcome.Retryable ignored -> throw new IllegalArgumentException("not an end");
            }
        }

        /** Ends all but the refused entries that several rows share: those are taken apart, to find the row at fault. */
        private void conclude(Batch batch, SortedMap<Integer, Refusal> refused, int tried, int most)
                throws InterruptedException {
            boolean isAny = refused.size() < batch.people();
            Set<Integer> joined =
                    refused.keySet().stream().filter(batch::isJoined).collect(Collectors.toSet());
            Batch others = joined.isEmpty() ? batch : batch.part(i -> !joined.contains(batch.personOf(i)));
            List<Batch> apart = joined.isEmpty()
                    ? List.of()
                    : batch.part(i -> joined.contains(batch.personOf(i))).rowHalves();
            SortedMap<Integer, Refusal> rest = amongOthers(refused, joined);
            if (isAny) {
                arrived(others, deadLetters(others, rest, tried));
            } else if (others.rows() > 0) {
                refused(new RefusedRows(others, List.copyOf(rest.values()), tried, false), most);
            }
            errand.ended(apart);
            attempts.understood();
            if (isAny) {
                deliverAll(apart, most, false);
            } else if (!apart.isEmpty()) {
                search(apart, most);
            }
        }

        /** Some rows at least were accepted. */
        private void arrived(Batch batch, List<DeadLetter> refused) {
            errand.answered();
            alike.accepted(errand);
            errand.ended(List.of());
            Courier.this.settle(batch, refused);
        }

        private void refused(RefusedRows rows, int most) throws InterruptedException {
            errand.answered();
            List<DeadLetter> letters = deadLetters(rows);
            switch (alike.refused(errand, rows, letters)) {
                case SETTLED -> Courier.this.settle(rows.rows(), letters);
                case HELD -> {
                    // has its end when something is accepted, or with the delivery
                }
                case UNDECIDED -> {
                    attempts.understood();
                    alike.awaitDecision(errand);
                    deliver(rows.rows(), most, false);
                }
                case STOPPED -> listener.abandoned(rows.rows());
            }
            errand.ended(List.of());
        }

        /** Looks for whoever is at fault; few may do so before anything is accepted. */
        private void search(List<Batch> parts, int most) throws InterruptedException {
            if (isSearching) {
                deliverAll(parts, most, false);
                return;
            }
            alike.search(errand);
            isSearching = true;
            try {
                deliverAll(parts, most, false);
            } finally {
                isSearching = false;
                alike.found();
            }
        }

        private void deliverAll(List<Batch> parts, int most, boolean suspected) {
            errand.leave(parts);
            for (int i = 0; i < parts.size(); i++) {
                deliver(errand.next(), most, suspected);
            }
        }

        private void giveUp(Batch batch, BatchOutcome.Retryable failure, int tried, int most) {
            if (canSplit(batch) && failure.fault() != Fault.THROTTLED) {
                deliverAll(batch.halves(), Math.min(ATTEMPTS_OF_A_HALF, most), true);
                return;
            }
            var letters = new ArrayList<DeadLetter>(batch.rows());
            for (int i = 0; i < batch.rows(); i++) {
                letters.add(new DeadLetter(
                        i, batch.row(i), failure.fault().code(), tried, "out of attempts", "", failure.what()));
            }
            errand.answered();
            alike.close();
            errand.ended(List.of());
            Courier.this.settle(batch, letters);
        }
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

    private static boolean canSplit(Batch batch) {
        return batch.route().isList() && batch.rows() > 1;
    }

    static Problem unauthorized(int status) {
        return status == 401
                ? Problem.of(Code.AUTH_REJECTED, null, "Customer.io refused the credentials (status 401)")
                : Problem.of(Code.AUTH_FORBIDDEN, null, "Customer.io refused access (status 403)");
    }

    /** By the place of the person, the first of their refusals. */
    private static SortedMap<Integer, Refusal> byPerson(List<Refusal> refusals) {
        var refused = new TreeMap<Integer, Refusal>();
        refusals.forEach(refusal -> refused.putIfAbsent(refusal.index(), refusal));
        return refused;
    }

    /** Who was refused, by their place among those who are not taken apart. */
    private static SortedMap<Integer, Refusal> amongOthers(SortedMap<Integer, Refusal> refused, Set<Integer> apart) {
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

    private static List<DeadLetter> deadLetters(RefusedRows held) {
        return IntStream.range(0, held.refusals().size())
                .mapToObj(row -> deadLetter(held.rows(), row, held.refusals().get(row), held.tried()))
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

    @Override
    public void settle(RefusedRows held) {
        settle(held.rows(), deadLetters(held));
    }

    @Override
    public void abandon(RefusedRows held) {
        listener.abandoned(held.rows());
    }

    @Override
    public boolean isAccepted(Batch row) throws InterruptedException {
        Ending ending = attempts.of(row, maxAttempts, true, () -> {});
        return switch (ending) {
            case Ending.Answered answered -> isAccepted(answered.outcome());
            case Ending.Exhausted failed -> false;
            case Ending.Stopped stopped -> false;
        };
    }

    private boolean isAccepted(BatchOutcome outcome) {
        switch (outcome) {
            case BatchOutcome.Accepted ignored -> {
                return true;
            }
            case BatchOutcome.Unauthorized unauthorized -> halt.stop(unauthorized(unauthorized.status()));
            case BatchOutcome.Blocked blocked -> halt.stop(blocked.problem());
            case BatchOutcome.PartlyAccepted ignored -> {}
            case BatchOutcome.Refused ignored -> {}
            case BatchOutcome.Retryable ignored -> {}
        }
        return false;
    }

    @Override
    public int underWay() {
        return underWay.get();
    }

    @Override
    public void understood() {
        attempts.understood();
    }
}
