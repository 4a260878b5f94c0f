package dev.upserter.state;

import java.io.IOException;

/** Takes what Customer.io has acknowledged. Threads may share it. */
public interface Acknowledgements {
    /**
     * Notes what was acknowledged together: each entry replaces the one with its key. When this returns, a kill of the
     * process does not undo it.
     */
    void acknowledge(StateEntries entries) throws IOException;

    /**
     * Notes what is about to be sent, in the same form. Whoever is not acknowledged afterwards, nor named by
     * {@link #tookNothing}, may be at Customer.io as the entry says, or as before: the next run sends them again, or removes
     * them again. Where that cannot be kept, nothing happens.
     */
    default void sending(StateEntries entries) throws IOException {}

    /** Whether {@link #sending} and {@link #tookNothing} note anything. */
    default boolean notesSending() {
        return false;
    }

    /** Notes that what was about to be sent changed nothing. */
    default void tookNothing(StateEntries entries) throws IOException {}

    /** Notes that some of what was sent is given up although Customer.io may have it. */
    default void leavesDoubt() {}

    /** Makes sure that a power failure does not undo what was noted, either. */
    void force() throws IOException;

    /** Whether a power failure does not undo it either as soon as {@link #acknowledge} returns. */
    default boolean isDurableAtOnce() {
        return false;
    }

    /** Where it lies, as messages show it. */
    String place();
}
