package dev.upserter.source.feed;

import dev.upserter.record.UnfitFieldException;
import java.util.Iterator;
import java.util.function.Supplier;
import java.util.stream.BaseStream;
import org.jspecify.annotations.Nullable;

/**
 * The objects of a program, one after the other. For one thread, except {@link #close}.
 *
 * @param <T> what a row is
 */
public interface Pulling<T> extends AutoCloseable {

    /** The next object; null after the last. */
    @Nullable
    T next() throws Exception;

    /** Lets go of what was opened; called once, by another thread where {@link #next} is to wait no longer. */
    @Override
    void close() throws Exception;

    /** Those of an iterator, which is asked for when the first is needed. */
    static <T> Pulling<T> of(Supplier<Iterator<? extends T>> objects) {
        return new Pulling<>() {
            private @Nullable Iterator<? extends T> iterator;

            @Override
            public @Nullable T next() {
                Iterator<? extends T> from = iterator == null ? objects.get() : iterator;
                iterator = from;
                return from.hasNext() ? required(from.next()) : null;
            }

            @Override
            public void close() throws Exception {
                closeIfPossible(iterator);
            }
        };
    }

    /** Those of a stream, which is closed after the last. */
    static <T> Pulling<T> of(BaseStream<? extends T, ?> objects) {
        Pulling<T> each = of((Supplier<Iterator<? extends T>>) objects::iterator);
        return new Pulling<>() {
            @Override
            public @Nullable T next() throws Exception {
                return each.next();
            }

            @Override
            public void close() {
                objects.close();
            }
        };
    }

    private static <T> T required(@Nullable T object) {
        if (object == null) {
            throw new UnfitFieldException("the row is null");
        }
        return object;
    }

    private static void closeIfPossible(@Nullable Object iterator) throws Exception {
        if (iterator instanceof AutoCloseable closeable) {
            closeable.close();
        }
    }
}
