package dev.upserter.state;

import java.io.IOException;
import java.util.Optional;

/**
 * Keeps the last acknowledged values of each person of one sync. Only one process at a time has it open.
 * {@link #acknowledge} and {@link #force} may be called by several threads at once, the other methods by one. Where a store
 * knows more about an error than an {@link IOException} can say, it throws a {@link dev.upserter.problem.ProblemException}.
 */
public interface StateStore extends Acknowledgements, AutoCloseable {

    /** The header of the state; empty if there is no state yet. */
    Optional<StateHeader> header();

    /** All people of the state, in order of {@link StateEntry#hash}, unsigned, and key. */
    KnownPeople known() throws IOException;

    /** Removes all people. */
    void reset() throws IOException;

    /** The last run that began to send; empty if unknown. */
    Optional<LastRun> lastRun() throws IOException;

    /**
     * Starts to take acknowledgements. This run becomes the last one, and unfinished.
     *
     * @param header the header that the state will have if the process is cut off
     * @param run    the run that sends
     */
    void begin(StateHeader header, String run) throws IOException;

    /**
     * Merges the acknowledgements into the state.
     *
     * @param header the header of the new state
     * @param last   the last run from now on, and whether it has ended
     */
    void finish(StateHeader header, LastRun last) throws IOException;

    /** The run that sent people without updating the state; empty if there was none. */
    Optional<String> outdatedBy() throws IOException;

    /** Records that the state is up to date again. */
    void takeUp() throws IOException;

    @Override
    void close() throws IOException;
}
