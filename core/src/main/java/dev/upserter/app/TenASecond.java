package dev.upserter.app;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;

/**
 * Keeps requests to ten in any second, as they arrive: the eleventh starts a second after the first was answered, so that no
 * delay on the way makes it more. Thread-safe. Times are nanoseconds of one clock.
 */
final class TenASecond {
    private static final int MOST = 10;
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    /** Of the last second, when their requests came to their ends. */
    private final Deque<Long> answers = new ArrayDeque<>();

    private int underWay;

    /** Begins a request, and returns 0; otherwise how long to wait before the next try, nanoseconds. */
    synchronized long begin(long now) {
        forget(now);
        if (underWay + answers.size() < MOST) {
            underWay++;
            return 0;
        }
        // One that is under way has no end before now, and counts for a second after that.
        return answers.isEmpty() ? SECOND : answers.element() + SECOND - now;
    }

    /** Notes that a request came to its end, with an answer or without. */
    synchronized void ended(long now) {
        underWay--;
        answers.add(now);
    }

    /** Whether nothing is under way, and nothing counts any longer. */
    synchronized boolean isIdle(long now) {
        forget(now);
        return underWay == 0 && answers.isEmpty();
    }

    private void forget(long now) {
        while (!answers.isEmpty() && now - answers.element() >= SECOND) {
            answers.remove();
        }
    }
}
