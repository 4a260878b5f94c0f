package dev.upserter;

import dev.upserter.memory.RunRooms;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The runs and ingesters of an upserter that go on, and its end, which waits for theirs. Thread-safe. */
final class OpenRuns {
    private final Set<ActiveRun> active = new HashSet<>();
    /** Threads that a run works or calls the program on: to wait there for the runs would never end. */
    private final Set<Thread> threads = ConcurrentHashMap.newKeySet();

    private final RunRooms rooms;
    private boolean isClosed;
    /** What the last run does at its end; null unless it was closed by what a run calls. */
    private @Nullable Runnable last;

    /**
     * None yet.
     *
     * @param rooms what runs take: those that the program begins where a run calls it take none
     */
    OpenRuns(RunRooms rooms) {
        this.rooms = rooms;
    }

    /** Begins a run. */
    ActiveRun enter() {
        var run = new ActiveRun();
        enter(run);
        return run;
    }

    /**
     * Begins a run.
     *
     * @throws IllegalStateException if they are closed
     */
    synchronized void enter(ActiveRun run) {
        if (isClosed) {
            throw new IllegalStateException("the upserter is closed");
        }
        active.add(run);
    }

    /** Ends a run. */
    void leave(ActiveRun run) {
        Runnable rest;
        synchronized (this) {
            active.remove(run);
            notifyAll();
            rest = active.isEmpty() ? last : null;
        }
        if (rest != null) {
            rest.run();
        }
    }

    /** Does what a run does. */
    <T> T call(Supplier<T> work) {
        boolean isFirst = threads.add(Thread.currentThread());
        try {
            return work.get();
        } finally {
            if (isFirst) {
                threads.remove(Thread.currentThread());
            }
        }
    }

    /** Calls the program for a run or an ingester. */
    void tell(Runnable word) {
        boolean unused = call(() -> rooms.inside(() -> {
            word.run();
            return true;
        }));
    }

    /**
     * Takes no more, stops those that go on, and waits for their ends; where a run calls this, returns at once.
     *
     * @param rest is done after the last run
     */
    void close(Runnable rest) {
        List<ActiveRun> under;
        synchronized (this) {
            isClosed = true;
            under = List.copyOf(active);
        }
        under.forEach(ActiveRun::stop);
        if (!isLeft(rest)) {
            boolean wasInterrupted = awaitAll();
            rest.run();
            if (wasInterrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private synchronized boolean isLeft(Runnable rest) {
        boolean isLeft = threads.contains(Thread.currentThread()) && !active.isEmpty();
        last = isLeft ? rest : last;
        return isLeft;
    }

    /** Whether the thread was interrupted meanwhile; the runs have been stopped, so that the wait is short. */
    private synchronized boolean awaitAll() {
        boolean wasInterrupted = false;
        while (!active.isEmpty()) {
            try {
                wait();
            } catch (InterruptedException e) {
                wasInterrupted = true;
            }
        }
        return wasInterrupted;
    }
}
