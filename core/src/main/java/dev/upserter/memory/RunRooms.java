package dev.upserter.memory;

import dev.upserter.problem.Code;
import dev.upserter.problem.Problem;
import dev.upserter.problem.ProblemException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Lets so many runs go on at once as a {@link MemoryBudget} has room for. The others wait before they read their rows, and go on in
 * the order in which they came. Thread-safe.
 */
public final class RunRooms {
    /** How long it takes at most to notice that a run that waits is to stop. */
    private static final long GLANCE = TimeUnit.MILLISECONDS.toNanos(100);

    private final int most;
    /** Threads that a run with room works or calls the program on: what they begin must not wait for its end. */
    private final Set<Thread> inside = ConcurrentHashMap.newKeySet();

    private final Queue<Object> turns = new ArrayDeque<>();
    private int taken;

    RunRooms(long bytes) {
        most = (int) Math.min(Integer.MAX_VALUE, bytes / MemoryBudget.LEAST);
    }

    /** Room for a run, for the thread that took it. */
    public final class Room implements AutoCloseable {
        private boolean isHeld;

        private Room(boolean isHeld) {
            this.isHeld = isHeld;
            if (isHeld) {
                inside.add(Thread.currentThread());
            }
        }

        /** Gives it back; to give it back again does nothing. */
        @Override
        public void close() {
            if (isHeld) {
                isHeld = false;
                inside.remove(Thread.currentThread());
                leave();
            }
        }
    }

    /** Calls the program on a thread of a run: a run that it begins there takes no room. */
    public <T> T inside(Supplier<T> call) {
        boolean isFirst = inside.add(Thread.currentThread());
        try {
            return call.get();
        } finally {
            if (isFirst) {
                inside.remove(Thread.currentThread());
            }
        }
    }

    /**
     * Takes room for a run, and waits for it.
     *
     * @param patience  how long to wait at most
     * @param isStopped whether the run is to end before it begins: then it does not wait
     * @param waiting   told a few times a second why it waits, and at the end of a wait an empty text; throws nothing
     * @throws ProblemException if there was none in this time
     */
    public Room take(Duration patience, BooleanSupplier isStopped, Consumer<String> waiting)
            throws InterruptedException {
        if (inside.contains(Thread.currentThread())) {
            return new Room(false);
        }
        boolean isTaken = isTaken(patience, isStopped, waiting);
        return new Room(isTaken);
    }

    /** Waits for room; false if it is to stop. */
    private boolean isTaken(Duration patience, BooleanSupplier isStopped, Consumer<String> waiting)
            throws InterruptedException {
        var turn = new Object();
        long end = System.nanoTime() + patience.toNanos();
        boolean hasWaited = false;
        try {
            while (!isStopped.getAsBoolean()) {
                long left = end - System.nanoTime();
                if (isEntered(turn, Math.clamp(left, 0, GLANCE))) {
                    if (hasWaited) {
                        waiting.accept("");
                    }
                    return true;
                }
                if (left <= 0) {
                    throw new ProblemException(refusal(patience));
                }
                waiting.accept("the memory has " + room() + " at once, and others have it");
                hasWaited = true;
            }
            return false;
        } finally {
            giveUp(turn);
        }
    }

    /** Takes room once it is the turn of this one; false if that takes longer. */
    private synchronized boolean isEntered(Object turn, long nanos) throws InterruptedException {
        if (!turns.contains(turn)) {
            turns.add(turn);
        }
        long end = System.nanoTime() + nanos;
        while (taken >= most || !turn.equals(turns.peek())) {
            long left = end - System.nanoTime();
            if (left <= 0) {
                return false;
            }
            TimeUnit.NANOSECONDS.timedWait(this, Math.max(left, 1_000_000));
        }
        taken++;
        return true;
    }

    private synchronized void giveUp(Object turn) {
        turns.remove(turn);
        notifyAll();
    }

    private synchronized void leave() {
        taken--;
        notifyAll();
    }

    private String room() {
        return "room for " + most + (most == 1 ? " run" : " runs");
    }

    private Problem refusal(Duration patience) {
        return Problem.of(
                Code.OUT_OF_RESOURCES,
                null,
                "the memory has " + room() + " at once, and none was free for this one within " + patience.toSeconds()
                        + " s. Nothing was sent",
                "start fewer runs at once, or allow more memory. Then run the same command again");
    }
}
