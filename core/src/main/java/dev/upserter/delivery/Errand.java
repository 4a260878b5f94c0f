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
    /** What was sent or searched last, and has no end; parts of it that are left are not among it. */
    private List<Batch> open = List.of();

    private long sentAfter;

    /** Notes what is sent next, or searched. */
    void current(Batch part) {
        current = part;
        open = List.of(part);
    }

    /** Notes that all of what was sent last has its end, or waits for it elsewhere, but these parts. */
    void ended(List<Batch> but) {
        open = List.copyOf(but);
    }

    /** Notes that the rows of what was sent last are answered for. */
    void answered() {
        current = null;
    }

    /** Notes parts that are sent one after the other; each is {@link #next} once. */
    void leave(List<Batch> parts) {
        open = List.of();
        for (Batch part : parts.reversed()) {
            left.push(part);
        }
    }

    /** How many parts are left. */
    int left() {
        return left.size();
    }

    /**
     * Takes out what has no end: what was sent last, and what was left of it.
     *
     * @param before how many parts of other batches were left when it was begun
     */
    List<Batch> unended(int before) {
        var all = new ArrayList<>(open);
        open = List.of();
        while (left.size() > before) {
            all.add(left.pop());
        }
        return all;
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
