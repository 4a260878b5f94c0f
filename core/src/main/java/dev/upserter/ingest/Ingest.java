package dev.upserter.ingest;

import dev.upserter.pipeline.Account;
import dev.upserter.pipeline.Pipeline;
import dev.upserter.pipeline.RowEnd;
import dev.upserter.pipeline.RowEnds;
import dev.upserter.problem.Code;
import dev.upserter.problem.Defect;
import dev.upserter.problem.Problem;
import dev.upserter.problem.ProblemException;
import dev.upserter.record.SourceRecord;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Takes rows that many threads add, and sends them on a thread of its own, in the order in which they were added. Where a pipeline
 * stops for an outage of the destination, the rows that have no end by then are pending, and another pipeline goes on with later
 * ones. Any other stop ends it. Every row has one end. Thread-safe.
 */
public final class Ingest implements AutoCloseable {
    /** After these, it may be that the destination answers again. */
    private static final Set<Code> OUTAGES = EnumSet.of(Code.DESTINATION_DOWN, Code.NEVER_ANSWERED);

    /** How long it takes at most to notice that a pipeline has stopped while no row comes. */
    private static final long GLANCE = TimeUnit.MILLISECONDS.toNanos(100);

    private static final Problem CLOSED =
            Problem.of(Code.INTERRUPTED, null, "the ingester was closed before the row was sent");

    private final Opening opening;
    private final Rhythm rhythm;
    private final Consumer<RowEnd> listener;
    private final RowQueue queue;
    private final OpenRows open = new OpenRows();
    private final RowEnds ends;
    private final ReentrantLock telling = new ReentrantLock();
    private final Map<RowEnd.How, Long> counts = Collections.synchronizedMap(new EnumMap<>(RowEnd.How.class));
    private final CountDownLatch ended = new CountDownLatch(1);
    private final Runnable onEnd;
    private final ReentrantLock stopping = new ReentrantLock();
    private Runnable stopper = () -> {};
    private boolean isStopped;
    private volatile @Nullable Problem failure;
    private volatile @Nullable Throwable cause;

    /** How it comes to pipelines. */
    public interface Opening {
        /**
         * Opens one.
         *
         * @param account of its rows
         * @param stopper is given what ends the opening, from any thread
         * @throws ProblemException if the destination does not answer, or refuses
         */
        Pipeline open(Account account, Consumer<Runnable> stopper) throws InterruptedException;
    }

    /**
     * One that is to be started.
     *
     * @param listener told what becomes of each row, by one thread at a time
     * @param onEnd    called once each row has its end and none is taken any more
     */
    public Ingest(Opening opening, Rhythm rhythm, Consumer<RowEnd> listener, Runnable onEnd) {
        this.onEnd = onEnd;
        this.opening = opening;
        this.rhythm = rhythm;
        this.listener = listener;
        this.queue = new RowQueue(rhythm.mostRows(), rhythm.mostBytes());
        this.ends = RowEnds.to(this::tell);
    }

    /** Starts it. Where the system has no thread for it, it has ended. */
    public void start() {
        try {
            Thread.ofPlatform().daemon().name("upserter-ingester").start(this::work);
        } catch (OutOfMemoryError noThread) {
            onEnd.run();
            throw noThread;
        }
    }

    private void tell(RowEnd end) {
        telling.lock();
        try {
            listener.accept(end);
        } finally {
            telling.unlock();
            counts.merge(end.how(), 1L, Long::sum);
            open.end(end.number());
        }
    }

    /** Whether this thread is just being told what became of a row: it must not wait for others. */
    public boolean isTelling() {
        return telling.isHeldByCurrentThread();
    }

    /** The number of a row that is about to be added. */
    public long begin() {
        return open.begin();
    }

    /** A row that was begun is not added. */
    public void leave(long number) {
        open.end(number);
    }

    /**
     * Adds a row, once there is room for it.
     *
     * @param row  stays as it is
     * @param nanos how long to wait
     * @return false if there was no room, or it takes none any more: then nothing is told of the row
     */
    public boolean add(SourceRecord row, long nanos) throws InterruptedException {
        return queue.put(row, nanos);
    }

    /** Why it takes no more rows, other than that it was closed; empty if it does. */
    public Optional<Problem> failure() {
        return Optional.ofNullable(failure);
    }

    /** What was thrown where it failed; null if nothing was. */
    public @Nullable Throwable cause() {
        return cause;
    }

    public boolean isClosed() {
        return queue.isClosed();
    }

    /** How many rows have no end yet. */
    public long open() {
        return open.count();
    }

    /** How many rows have ended in a way. */
    public long count(RowEnd.How how) {
        return counts.getOrDefault(how, 0L);
    }

    /** Sends what was added, and waits until it has its end; false if that takes longer. */
    public boolean flush(long nanos) throws InterruptedException {
        long mark = open.mark();
        queue.flush();
        return open.await(mark, nanos);
    }

    private void work() {
        @Nullable PipelineTurn turn = null;
        try {
            while (!queue.isDone() && failure == null) {
                turn = step(turn);
            }
            if (turn != null) {
                end(turn);
                turn = null;
            }
        } catch (InterruptedException
                | RuntimeException
                | Error e) { // nobody interrupts this thread: a defect, or no memory
            cause = e;
            fail(Defect.of("something unforeseen happened", e));
            if (turn != null) {
                turn.stop();
                turn.close();
            }
        } finally {
            queue.close();
            giveUp(queue.drain(), failure == null ? CLOSED : failure);
            ended.countDown();
            onEnd.run();
        }
    }

    /** Takes a row, or sends what was taken, or sees that the pipeline has stopped; the turn to go on with. */
    private @Nullable PipelineTurn step(@Nullable PipelineTurn before) throws InterruptedException {
        SourceRecord row = queue.poll(patience(before));
        @Nullable PipelineTurn turn = before;
        if (row != null && turn == null) {
            turn = open(row);
        }
        if (turn == null) {
            return null;
        }
        if (row != null) {
            turn.take(row);
        }
        if (turn.stopped().isPresent()) {
            end(turn);
            return null;
        }
        if (queue.isFlushDue() || turn.isFlushDue()) {
            turn.flush();
        }
        return turn;
    }

    private long patience(@Nullable PipelineTurn turn) {
        if (turn == null) {
            return Long.MAX_VALUE;
        }
        return open.count() == 0 ? turn.nanosToFlush() : Math.min(GLANCE, turn.nanosToFlush());
    }

    /** Opens a pipeline for a row; null if that cannot be, and the row has its end. */
    private @Nullable PipelineTurn open(SourceRecord row) throws InterruptedException {
        var account = new Account(ends);
        try {
            Pipeline pipeline = opening.open(account, this::stopBy);
            stopBy(pipeline::stop);
            return new PipelineTurn(account, pipeline, rhythm);
        } catch (ProblemException e) {
            Problem why = e.problems().getFirst();
            cause = e.getCause();
            stopFor(why);
            var waiting = new ArrayList<>(List.of(row));
            waiting.addAll(queue.drain());
            giveUp(waiting, reason(why));
            return null;
        }
    }

    /** Ends a turn: what has no end by then is pending, and so are those that wait, if the destination is down. */
    private void end(PipelineTurn turn) throws InterruptedException {
        try (turn) {
            Optional<Problem> stop = turn.finish();
            stop.ifPresent(this::stopFor);
            // Whoever hears that a row is pending may add it again at once: that one is for another turn.
            List<SourceRecord> waiting = stop.isPresent() ? queue.drain() : List.of();
            waiting.forEach(ends::read);
            ends.finish(stop.map(this::reason));
        }
    }

    private Problem reason(Problem why) {
        return why.code() == Code.INTERRUPTED ? CLOSED : why;
    }

    private void stopFor(Problem why) {
        if (!OUTAGES.contains(why.code()) && why.code() != Code.INTERRUPTED) {
            fail(why);
        }
    }

    private void fail(Problem why) {
        failure = why;
        queue.close();
    }

    private void giveUp(List<SourceRecord> rows, Problem why) {
        rows.forEach(ends::read);
        ends.finish(Optional.of(why));
    }

    private void stopBy(Runnable action) {
        boolean isLate;
        stopping.lock();
        try {
            stopper = action;
            isLate = isStopped;
        } finally {
            stopping.unlock();
        }
        if (isLate) {
            action.run();
        }
    }

    private void stop() {
        Runnable action;
        stopping.lock();
        try {
            isStopped = true;
            action = stopper;
        } finally {
            stopping.unlock();
        }
        action.run();
    }

    /**
     * Takes no more rows, and waits until all have their end.
     *
     * @param nanos how long to send; then what was not sent is pending, after the answers to requests that are under way
     * @return how many rows are pending since this began
     */
    public long close(long nanos) throws InterruptedException {
        long before = count(RowEnd.How.PENDING);
        queue.close();
        try {
            if (!ended.await(nanos, TimeUnit.NANOSECONDS)) {
                stop();
                ended.await();
            }
        } catch (InterruptedException e) {
            stop();
            throw e;
        }
        return count(RowEnd.How.PENDING) - before;
    }

    /** Takes no more rows, and sends no more. */
    @Override
    public void close() {
        queue.close();
        stop();
    }
}
