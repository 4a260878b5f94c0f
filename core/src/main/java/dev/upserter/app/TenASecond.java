package dev.upserter.app;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;

/**
 * Keeps requests that follow each other to ten in any second, as they arrive: the eleventh starts a second after the first
 * was answered, so that no delay on the way makes it more. For one thread. Times are nanoseconds of one clock.
 */
final class TenASecond {
    private static final int MOST = 10;
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    private final Deque<Long> answers = new ArrayDeque<>();

    /** How long to wait before the next request, nanoseconds; 0 for not at all. */
    long left(long now) {
        return answers.size() < MOST ? 0 : Math.max(0, answers.element() + SECOND - now);
    }

    /** Notes that a request came to its end, with an answer or without. */
    void ended(long now) {
        if (answers.size() == MOST) {
            answers.remove();
        }
        answers.add(now);
    }
}
