package dev.upserter.state.file;

import dev.upserter.source.DatabaseConfig;
import dev.upserter.state.StateStore;

/**
 * Keeps states where several machines reach them. An implementation is found as a {@link java.util.ServiceLoader} service. It
 * has no state of its own, and threads may share it.
 */
public interface SharedStates {

    /**
     * Opens the state of a sync; nobody else has it open until it is closed.
     *
     * @param sync its name
     * @param run  who opens it, as others are told
     * @throws dev.upserter.problem.ProblemException if somebody else has it open, or the database does not do its part
     */
    StateStore open(DatabaseConfig database, String sync, String run);

    /**
     * Notes that a run sends people without keeping the state, if there is one.
     *
     * @param sync its name
     * @param run  which sends
     * @throws dev.upserter.problem.ProblemException if somebody has the state open, or the database does not do its part
     */
    void outdate(DatabaseConfig database, String sync, String run);
}
