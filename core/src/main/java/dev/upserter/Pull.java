package dev.upserter;

import org.jspecify.annotations.Nullable;

/**
 * Objects that are asked for one at a time, as of a queue or a cursor. A run asks on its own thread, so that {@link #next} may wait.
 *
 * @param <T> the type of the objects
 */
@FunctionalInterface
public interface Pull<T> extends AutoCloseable {

    /**
     * The next object; null after the last.
     *
     * @throws Exception ends the run, and is its report's cause; an {@link InterruptedException} tells that the run was interrupted
     */
    @Nullable
    T next() throws Exception;

    /**
     * Called once: after the last object, or once the run has ended. Where the run is stopped while {@link #next} goes on, another
     * thread calls it after it has interrupted the one that waits.
     */
    @Override
    default void close() throws Exception {}
}
