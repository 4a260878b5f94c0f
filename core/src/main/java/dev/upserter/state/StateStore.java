package dev.upserter.state;

import java.io.IOException;
import java.util.Optional;

/**
 * Keeps what was last acknowledged of each person of one sync. One process at a time has it open. {@link #acknowledge}
 * and {@link #force} may be called by several threads at once, the rest by one. Where a store can tell better than by an
 * {@link IOException} what went wrong, it throws a {@link dev.upserter.problem.ProblemException}.
 */
public interface StateStore extends Acknowledgements, AutoCloseable {

    /** What the state is about; empty if there is none yet. */
    Optional<StateHeader> header();

    /** Everybody who is known, in order of {@link StateEntry#hash}, without a sign, and key. */
    KnownPeople known() throws IOException;

    /** Forgets everybody. */
    void reset() throws IOException;

    /** The last run that began to send; empty if none is known. */
    Optional<LastRun> lastRun() throws IOException;

    /**
     * Starts to take acknowledgements. The run is the last one from now on, and unfinished.
     *
     * @param header what the state will be about, should the process be cut off
     * @param run    whose acknowledgements they are
     */
    void begin(StateHeader header, String run) throws IOException;

    /**
     * Makes one state of the old one and what was acknowledged.
     *
     * @param header what it is about
     * @param last   the last run from now on, and whether that came to its end
     */
    void finish(StateHeader header, LastRun last) throws IOException;

    /** The run that sent people without keeping the state; empty if none did. */
    Optional<String> outdatedBy() throws IOException;

    /** Notes that the state is up to date again. */
    void takeUp() throws IOException;

    @Override
    void close() throws IOException;
}
