package dev.upserter.state.file;

import dev.upserter.memory.MemoryBudget;
import dev.upserter.problem.Location;
import dev.upserter.source.DatabaseConfig;
import dev.upserter.source.query.SqlModule;
import dev.upserter.state.KnownPeople;
import dev.upserter.state.OpenedPeople;
import dev.upserter.state.StateStore;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Where the state of a sync is kept: in its folder, or where several machines reach it. Immutable.
 *
 * @param folder   of the sync, locked by the caller before it opens the state; need not exist
 * @param sync     its name
 * @param database where several machines reach the state; null if it is in the folder
 * @param memory   what merging it may take
 */
public record StateStores(
        Path folder, String sync, @Nullable DatabaseConfig database, MemoryBudget memory) {

    /**
     * Opens the state.
     *
     * @param run the run that opens it, for messages to others
     * @throws dev.upserter.problem.ProblemException if another machine has it open, or the database fails
     */
    public StateStore open(String run) throws IOException {
        return database == null
                ? FileStore.open(folder, memory)
                : shared(database).open(database, sync, run);
    }

    /** The known people, as far as can be read without opening the state; empty if a database keeps it. */
    public KnownPeople peek() throws IOException {
        return database == null ? FileStore.peek(folder) : KnownPeople.none();
    }

    /**
     * The known people; opens the state if needed.
     *
     * @param run the run that opens it, for messages to others
     */
    public KnownPeople peek(String run) throws IOException {
        return database == null ? FileStore.peek(folder) : new OpenedPeople(open(run));
    }

    /**
     * Records that a run sends people without updating the state, if there is one.
     *
     * @throws dev.upserter.problem.ProblemException if another machine has it open, or the database fails
     */
    public void outdate(String run) throws IOException {
        if (database == null) {
            FileStore.outdate(folder, run);
        } else {
            shared(database).outdate(database, sync, run);
        }
    }

    private static SharedStates shared(DatabaseConfig database) {
        return SqlModule.find(SharedStates.class, new Location.InFile(database.toString()), "a state in a database");
    }
}
