package dev.upserter.state;

import java.io.IOException;

/** Goes through what is known of people, in the order of the state. For one thread. */
public interface KnownPeople extends AutoCloseable {

    /** Goes through nobody. */
    static KnownPeople nobody() {
        return EmptyState.KNOWN;
    }

    /**
     * Moves on to the next person.
     *
     * @return false behind the last
     * @throws IOException if the state cannot be read, or is damaged
     */
    boolean next() throws IOException;

    /** The person at hand; moves with this. */
    StateEntry entry();

    @Override
    void close() throws IOException;
}
