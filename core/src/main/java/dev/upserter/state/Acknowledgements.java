package dev.upserter.state;

import java.io.IOException;

/** Takes what Customer.io has acknowledged. Thread-safe. */
public interface Acknowledgements {
    /**
     * Records entries that were acknowledged together: each replaces the entry with its key. Once this returns, killing the
     * process does not undo it.
     */
    void acknowledge(StateEntries entries) throws IOException;

    /**
     * Records what is about to be sent, in the same form. A person who is neither acknowledged afterwards nor passed to
     * {@link #tookNothing} may be at Customer.io as the entry says, or as before: the next run sends or removes them again.
     * Does nothing where this cannot be recorded.
     */
    default void sending(StateEntries entries) throws IOException {}

    /** Whether {@link #sending} and {@link #tookNothing} record anything. */
    default boolean notesSending() {
        return false;
    }

    /** Records that what was about to be sent changed nothing. */
    default void tookNothing(StateEntries entries) throws IOException {}

    /** Records that something sent is given up although Customer.io may have it. */
    default void leavesDoubt() {}

    /** Makes what was recorded survive a power failure, too. */
    void force() throws IOException;

    /** Whether an acknowledgement survives a power failure as soon as {@link #acknowledge} returns. */
    default boolean isDurableAtOnce() {
        return false;
    }

    /** Where it is, for messages. */
    String place();
}
