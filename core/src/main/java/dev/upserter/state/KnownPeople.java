package dev.upserter.state;

import java.io.IOException;

/** Iterates over the people of a state, in its order. For one thread. */
public interface KnownPeople extends AutoCloseable {

    /** A state without people. */
    static KnownPeople none() {
        return EmptyState.KNOWN;
    }

    /**
     * Moves to the next person.
     *
     * @return false after the last
     * @throws IOException if the state cannot be read, or is damaged
     */
    boolean next() throws IOException;

    /** The current person; changes when this moves on. */
    StateEntry entry();

    @Override
    void close() throws IOException;
}
