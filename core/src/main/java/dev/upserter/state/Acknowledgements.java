package dev.upserter.state;

import java.io.IOException;

/** Takes what Customer.io has acknowledged. Threads may share it. */
public interface Acknowledgements {
    /**
     * Notes what was acknowledged together: entries one behind the other, each to stand in place of the one with its key.
     * When this returns, a kill of the process does not undo it.
     */
    void acknowledge(byte[] entries, int length) throws IOException;

    /** Makes sure that a power failure does not undo what was noted, either. */
    void force() throws IOException;

    /** Whether a power failure does not undo it either as soon as {@link #acknowledge} returns. */
    default boolean isDurableAtOnce() {
        return false;
    }

    /** Where it lies, as messages show it. */
    String place();
}
