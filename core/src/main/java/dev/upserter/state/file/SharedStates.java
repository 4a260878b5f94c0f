package dev.upserter.state.file;

import dev.upserter.source.DatabaseConfig;
import dev.upserter.state.StateStore;

/**
 * Keeps states where several machines reach them. An implementation is found as a {@link java.util.ServiceLoader} service.
 * It is stateless and thread-safe.
 */
public interface SharedStates {

    /**
     * Opens the state of a sync, exclusively until it is closed.
     *
     * @param sync its name
     * @param run  the run that opens it, for messages to others
     * @throws dev.upserter.problem.ProblemException if it is open elsewhere, or the database fails
     */
    StateStore open(DatabaseConfig database, String sync, String run);

    /**
     * Records that a run sends people without updating the state, if there is one.
     *
     * @param sync its name
     * @param run  the run that sends
     * @throws dev.upserter.problem.ProblemException if the state is open elsewhere, or the database fails
     */
    void outdate(DatabaseConfig database, String sync, String run);
}
