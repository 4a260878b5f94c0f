package dev.upserter.delivery;

import dev.upserter.batch.Batch;
import dev.upserter.batch.BatchRow;
import dev.upserter.delivery.answer.DeadLetter;
import dev.upserter.delivery.answer.HeldRows;
import dev.upserter.delivery.answer.RefusalKind;
import dev.upserter.delivery.answer.RefusalKinds;
import dev.upserter.delivery.answer.RefusedRows;
import dev.upserter.problem.Code;
import dev.upserter.problem.Problem;
import dev.upserter.problem.Quantities;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Tells a refusal that holds for the whole workspace from rows that are at fault themselves. Thread-safe.
 *
 * <p>As long as Customer.io has accepted nothing since, rows that it refused have no end: they wait here. Where enough were
 * refused alike, all else waits, and a few rows from further on are tried. If one is accepted, or any other request is, the
 * rows that wait become dead letters; otherwise the delivery stops, and they are as if they had not been sent.
 *
 * <p>For the same reason few batches are searched for the row at fault at once until something is accepted.
 */
final class AlikeRefusals {
    /** Rows from further on that are tried. */
    static final int TRIED = 20;

    /** So many searches may begin for something accepted, and so many at once. */
    private static final int SEARCHES_EARNED = 4;

    private static final int MOST_SEARCHES = 16;
    private static final long TICK = TimeUnit.MILLISECONDS.toNanos(10);
    private static final long GATHERING = TimeUnit.SECONDS.toNanos(2);

    /** What becomes of rows that were refused. */
    enum Fate {
        /** They are dead letters. */
        SETTLED,
        /** They wait here. */
        HELD,
        /** It is being decided whether the delivery goes on; if it does, they are to be sent again. */
        UNDECIDED,
        /** The delivery stops: they were not sent. */
        STOPPED
    }

    /** What happens to rows that do not wait any more, and how a row is tried. */
    interface Hands {
        /** They are dead letters. */
        void settle(RefusedRows held);

        /** They are as if they had not been sent. */
        void abandon(RefusedRows held);

        /** Sends a row without any consequence; whether it was accepted. */
        boolean isAccepted(Batch row) throws InterruptedException;

        /** How many batches are under way. */
        int underWay();

        /** Notes that the current answer need not be looked at for the moment. */
        void understood();
    }

    private final @Nullable Predicate<BatchRow> refusedBefore;
    private final Hands hands;
    private final InFlight flights;
    private final StopGate halt;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final RefusalKinds kinds = new RefusalKinds();
    private final HeldRows held = new HeldRows();
    /** Batches whose threads wait here. */
    private final Set<Errand> quiet = new LinkedHashSet<>();

    /** Requests that were sent after the first refusal and accepted in part at least. */
    private long acceptances;
    /** Whether anything was ever accepted. */
    private volatile boolean hasAccepted;

    private int searches = 1;
    private boolean isDoubtful;
    private long timesDoubted;
    /** How often a refusal was the first since something was accepted; read without the lock. */
    private volatile long doubts;

    /** Whether nothing waits, and nothing would be changed by something accepted. */
    private volatile boolean isCalm;

    private volatile boolean isDeciding;

    AlikeRefusals(Optional<Predicate<BatchRow>> refusedBefore, Hands hands, InFlight flights, StopGate halt) {
        this.refusedBefore = refusedBefore.orElse(null);
        this.hands = hands;
        this.flights = flights;
        this.halt = halt;
    }

    /** Waits as long as it is being decided whether the delivery goes on; a request is sent then. */
    void awaitDecision(Errand errand) throws InterruptedException {
        if (isDeciding) {
            lock.lockInterruptibly();
            try {
                quietly(errand, () -> isDeciding);
            } finally {
                lock.unlock();
            }
        }
        errand.sentAfter(doubts);
    }

    private void doubt() {
        isCalm = false;
        if (!isDoubtful) {
            isDoubtful = true;
            doubts = ++timesDoubted;
        }
    }

    private interface Waiting {
        boolean goesOn();
    }

    private void quietly(Errand errand, Waiting waiting) throws InterruptedException {
        quiet.add(errand);
        try {
            while (waiting.goesOn() && !halt.isStopped()) {
                changed.awaitNanos(TICK);
            }
        } finally {
            quiet.remove(errand);
        }
    }

    /** Waits until a batch may be searched for the row at fault; {@link #found} must follow. */
    void search(Errand errand) throws InterruptedException {
        if (refusedBefore == null) {
            return;
        }
        lock.lockInterruptibly();
        try {
            doubt();
            quietly(errand, () -> searches == 0);
            searches--;
        } finally {
            lock.unlock();
        }
    }

    /** Notes that a search has come to its end. */
    void found() {
        if (refusedBefore != null) {
            lock.lock();
            try {
                searches = Math.min(MOST_SEARCHES, searches + 1);
                changed.signalAll();
            } finally {
                lock.unlock();
            }
        }
    }

    /**
     * Notes that something was accepted: whoever was refused until now is at fault themselves. A request that was on its way
     * before the first refusal came says nothing of what holds since.
     */
    void accepted(Errand errand) {
        if (isCalm || refusedBefore == null) {
            return;
        }
        hasAccepted = true;
        lock.lock();
        try {
            if (isDoubtful && errand.sentAfter() < timesDoubted) {
                return;
            }
        } finally {
            lock.unlock();
        }
        believe();
    }

    private void believe() {
        lock.lock();
        try {
            acceptances++;
            searches = Math.min(MOST_SEARCHES, searches + SEARCHES_EARNED);
            release(false);
            isDoubtful = false;
            isCalm = searches == MOST_SEARCHES;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Ends the waiting of rows that were refused: the delivery has come to its end, or dead letters are written of rows that
     * were sent later, and those of one person are in their order.
     */
    void close() {
        lock.lock();
        try {
            release(halt.isStopped());
        } finally {
            lock.unlock();
        }
    }

    /** Under the lock, so that nothing else is written in between. What has its end does not count any more. */
    private void release(boolean asIfNotSent) {
        held.release(asIfNotSent ? hands::abandon : hands::settle);
        kinds.clear();
    }

    /** Takes rows that were all refused. */
    Fate refused(Errand errand, RefusedRows rows, List<DeadLetter> letters) throws InterruptedException {
        if (refusedBefore == null) {
            return Fate.SETTLED;
        }
        RefusalKind kind;
        long before;
        lock.lockInterruptibly();
        try {
            if (halt.isStopped() || isDeciding) {
                return halt.isStopped() ? Fate.STOPPED : Fate.UNDECIDED;
            }
            before = acceptances;
            doubt();
            Optional<RefusalKind> enough = kinds.count(rows, letters, refusedBefore);
            if (enough.isEmpty() && held.take(rows)) {
                return Fate.HELD;
            }
            // Rows that find no room must have their end now: it is asked early whether all are refused alike.
            Optional<RefusalKind> likely = enough.or(kinds::most);
            if (likely.isEmpty()) {
                release(false);
                return Fate.SETTLED;
            }
            kind = likely.get();
            isDeciding = true;
        } finally {
            lock.unlock();
        }
        return decide(errand, kind, before);
    }

    private Fate decide(Errand errand, RefusalKind kind, long before) throws InterruptedException {
        boolean goesOn = true;
        int tried = 0;
        try {
            hands.understood();
            gather(before);
            List<Batch> sample = sample(errand);
            goesOn = false;
            while (tried < sample.size() && !goesOn) {
                goesOn = halt.isStopped() || hasAcceptedSince(before) || hands.isAccepted(sample.get(tried++));
            }
            goesOn |= halt.isStopped() || hasAcceptedSince(before) || tried < TRIED && isSmall(kind);
            if (goesOn) {
                believe();
            } else {
                halt.stop(problem(kind, tried));
            }
        } finally {
            ended();
        }
        if (halt.isStopped()) {
            close();
            return Fate.STOPPED;
        }
        return Fate.SETTLED;
    }

    /** Whether too few rows were refused and tried to stop for. */
    private boolean isSmall(RefusalKind kind) {
        return !flights.isFull() && (hasAccepted || !RefusalKinds.isEnough(kind));
    }

    private void ended() {
        flights.stretch(false);
        lock.lock();
        try {
            isDeciding = false;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private boolean hasAcceptedSince(long before) {
        lock.lock();
        try {
            return acceptances != before;
        } finally {
            lock.unlock();
        }
    }

    /** Waits a moment for the answers to other requests, and for a few more batches to be read. */
    private void gather(long before) throws InterruptedException {
        flights.stretch(true);
        long start = System.nanoTime();
        lock.lockInterruptibly();
        try {
            while ((hands.underWay() > quiet.size() + 1 || !flights.isStretched())
                    && acceptances == before
                    && !halt.isStopped()
                    && System.nanoTime() - start < GATHERING) {
                changed.awaitNanos(TICK);
            }
        } finally {
            lock.unlock();
        }
    }

    /** Rows of this batch and of others that wait, spread over all of them. */
    private List<Batch> sample(Errand errand) {
        var rows = new ArrayList<Batch>(errand.spread(TRIED));
        lock.lock();
        try {
            int most = Math.max(1, TRIED / Math.max(1, quiet.size()));
            quiet.stream().limit(TRIED).forEach(other -> rows.addAll(other.spread(most)));
        } finally {
            lock.unlock();
        }
        rows.addAll(flights.spread(TRIED));
        int count = Math.min(TRIED, rows.size());
        var spread = new ArrayList<Batch>(count);
        for (int i = 0; i < count; i++) {
            spread.add(rows.get((int) ((2L * i + 1) * rows.size() / (2L * count))));
        }
        return spread;
    }

    private static Problem problem(RefusalKind kind, int tried) {
        String rows = kind.rows() == 1
                ? "a row"
                : Quantities.say(kind.rows()) + (kind.isAlone() ? " rows, each sent alone," : " rows");
        String more =
                tried == 0 ? "" : ". Of " + tried + " more from further on, tried one by one, it accepted none either";
        return Problem.of(
                Code.REFUSED_ALIKE,
                null,
                "Customer.io refused " + rows + (kind.rows() == 1 ? "" : " for the same reason")
                        + ", and accepted none meanwhile" + more + ": " + kind.why()
                        + ". The run stopped, and these rows are pending");
    }
}
