package dev.upserter.source.feed;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The objects that rows come from, until each row has its end: some 8 bytes a row beside the objects themselves. Thread-safe.
 *
 * @param <T> what a row is
 */
public final class Contexts<T> implements ObjectFeed.Seen<T> {
    private static final int CHUNK = 1024;

    private final Map<Long, Chunk<T>> chunks = new HashMap<>();

    /** Of rows that follow each other. */
    private static final class Chunk<T> {
        @SuppressWarnings("unchecked") // filled by this class alone
        private final @Nullable T[] objects = (T[]) new Object[CHUNK];

        private int count;
    }

    @Override
    public synchronized void see(long number, T object) {
        Chunk<T> chunk = chunks.computeIfAbsent(number / CHUNK, at -> new Chunk<>());
        chunk.objects[(int) (number % CHUNK)] = object;
        chunk.count++;
    }

    /** The object of a row, which is forgotten; empty if there is none. */
    public synchronized Optional<T> take(long number) {
        Chunk<T> chunk = chunks.get(number / CHUNK);
        int at = (int) (number % CHUNK);
        T object = chunk == null ? null : chunk.objects[at];
        if (chunk == null || object == null) {
            return Optional.empty();
        }
        chunk.objects[at] = null;
        if (--chunk.count == 0) {
            chunks.remove(number / CHUNK);
        }
        return Optional.of(object);
    }
}
