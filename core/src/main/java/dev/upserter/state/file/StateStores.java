package dev.upserter.state.file;

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
 * @param folder   of the sync, locked by the caller before it opens the state; need not be there yet
 * @param sync     its name
 * @param database where several machines reach the state; null where it lies in the folder
 */
public record StateStores(
        Path folder, String sync, @Nullable DatabaseConfig database) {

    /**
     * Opens the state.
     *
     * @param run who opens it, as others are told
     * @throws dev.upserter.problem.ProblemException if another machine has it open, or the database does not do its part
     */
    public StateStore open(String run) throws IOException {
        return database == null ? FileStore.open(folder) : shared(database).open(database, sync, run);
    }

    /** Those who are known, as far as that can be told without opening the state: nobody, where a database keeps it. */
    public KnownPeople peek() throws IOException {
        return database == null ? FileStore.peek(folder) : KnownPeople.nobody();
    }

    /**
     * Those who are known; opens the state for it, where that must be.
     *
     * @param run who opens it, as others are told
     */
    public KnownPeople peek(String run) throws IOException {
        return database == null ? FileStore.peek(folder) : new OpenedPeople(open(run));
    }

    /**
     * Notes that a run sends people without keeping the state, if there is one.
     *
     * @throws dev.upserter.problem.ProblemException if another machine has it open, or the database does not do its part
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
