package dev.upserter.delivery;

import dev.upserter.batch.Batch;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A batch under way, and what of it has no answer yet. For one thread, and for others while that one waits, under a lock
 * that both take.
 */
final class Errand {
    private final ArrayDeque<Batch> left = new ArrayDeque<>();
    private @Nullable Batch current;
    private long sentAfter;

    /** Notes what is sent next, or searched. */
    void current(Batch part) {
        current = part;
    }

    /** Notes that the rows of what was sent last are answered for. */
    void answered() {
        current = null;
    }

    /** Notes parts that are sent one after the other; each is {@link #next} once. */
    void leave(List<Batch> parts) {
        for (Batch part : parts.reversed()) {
            left.push(part);
        }
    }

    /** The next of the parts that were left. */
    Batch next() {
        return left.pop();
    }

    /** Notes how many doubts there had been when a request of it was sent. */
    void sentAfter(long doubts) {
        sentAfter = doubts;
    }

    long sentAfter() {
        return sentAfter;
    }

    /** Some of the rows that have not been answered yet, spread over all of them, each alone in a batch of its own. */
    List<Batch> spread(int most) {
        var parts = new ArrayList<Batch>();
        if (current != null) {
            parts.add(current);
        }
        parts.addAll(left);
        return spread(parts, most);
    }

    /** Some of the rows of these batches, spread over all of them, each alone in a batch of its own. */
    static List<Batch> spread(List<Batch> batches, int most) {
        long all = batches.stream().mapToLong(Batch::rows).sum();
        long count = Math.min(most, all);
        var rows = new ArrayList<Batch>();
        long before = 0;
        for (Batch batch : batches) {
            long end = before + batch.rows();
            while (rows.size() < count && (2L * rows.size() + 1) * all / (2 * count) < end) {
                int row = (int) ((2L * rows.size() + 1) * all / (2 * count) - before);
                rows.add(batch.part(i -> i == row));
            }
            before = end;
        }
        return rows;
    }
}
