package dev.upserter.memory;

import dev.upserter.problem.Code;
import dev.upserter.problem.Problem;
import dev.upserter.problem.ProblemException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** Lets so many runs go on at once as a {@link MemoryBudget} has room for. The others wait before they read anything. Thread-safe. */
public final class RunRooms {
    /** How long it takes at most to notice that a run that waits is to stop. */
    private static final long GLANCE = TimeUnit.MILLISECONDS.toNanos(100);

    /** Whether a run goes on on this thread: what it begins on its way must not wait for it. */
    private static final ThreadLocal<Boolean> IS_INSIDE = ThreadLocal.withInitial(() -> false);

    private final int most;
    private int taken;

    RunRooms(long bytes) {
        most = (int) Math.min(Integer.MAX_VALUE, bytes / MemoryBudget.LEAST);
    }

    /** Room for a run, for the thread that took it. */
    public final class Room implements AutoCloseable {
        private boolean isHeld;

        private Room(boolean isHeld) {
            this.isHeld = isHeld;
            IS_INSIDE.set(IS_INSIDE.get() || isHeld);
        }

        /** Gives it back; to give it back again does nothing. */
        @Override
        public void close() {
            if (isHeld) {
                isHeld = false;
                IS_INSIDE.remove();
                leave();
            }
        }
    }

    /**
     * Takes room for a run, and waits for it.
     *
     * @param patience  how long to wait at most
     * @param isStopped whether the run is to end before it begins: then it does not wait
     * @throws ProblemException if there was none in this time
     */
    public synchronized Room take(Duration patience, BooleanSupplier isStopped) throws InterruptedException {
        if (IS_INSIDE.get()) {
            return new Room(false);
        }
        long end = System.nanoTime() + patience.toNanos();
        while (taken >= most && !isStopped.getAsBoolean()) {
            long left = end - System.nanoTime();
            if (left <= 0) {
                throw new ProblemException(refusal(patience));
            }
            TimeUnit.NANOSECONDS.timedWait(this, Math.clamp(left, 1_000_000, GLANCE));
        }
        if (isStopped.getAsBoolean()) {
            return new Room(false);
        }
        taken++;
        return new Room(true);
    }

    private synchronized void leave() {
        taken--;
        notifyAll();
    }

    private Problem refusal(Duration patience) {
        return Problem.of(
                Code.OUT_OF_RESOURCES,
                null,
                "the memory has room for " + most + " runs at once, and none of those that go on has ended within "
                        + patience.toSeconds() + " s. Nothing was read or sent",
                "start fewer runs at once, or allow more memory. Then run the same command again");
    }
}
