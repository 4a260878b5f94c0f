package dev.upserter;

import dev.upserter.config.SyncConfig;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Where an {@link Upserter} remembers what it has delivered. Immutable; one may be given to several.
 *
 * <p>Incremental configurations and those that mirror compare with what was delivered before: they need a state that lasts.
 * {@link Upserter#send(java.util.Map)} and {@link Upserter#ingester} need {@link #none}. A service that also runs incremental syncs has two upserters.
 */
public final class State {
    /** What kind of state it is. */
    enum Kind {
        NONE,
        TEMPORARY,
        FOLDER
    }

    private static final State NONE = new State(Kind.NONE, null, null, null);
    private static final State TEMPORARY = new State(Kind.TEMPORARY, null, null, null);

    private final Kind kind;
    private final @Nullable Path folder;
    private final @Nullable Duration keepRuns;
    private final @Nullable DataSource database;

    private State(Kind kind, @Nullable Path folder, @Nullable Duration keepRuns, @Nullable DataSource database) {
        this.kind = kind;
        this.folder = folder;
        this.keepRuns = keepRuns;
        this.database = database;
    }

    /**
     * Nothing is remembered, and nothing is written: no folder, no lock, no file. Rejected rows are known by their outcomes
     * alone. Configurations that need to remember are refused, such as {@code incremental}.
     */
    public static State none() {
        return NONE;
    }

    /** A folder of its own in the system's folder for temporary files, from the first run until the upserter is closed. */
    public static State temporary() {
        return TEMPORARY;
    }

    /**
     * A folder, as that of the command line: state, journals, rejected rows and reports. A run that was cut off can go on
     * from there. Two runs of one sync in one folder never overlap: the second is refused with {@code RUN_LOCKED}.
     *
     * @param folder is made if it is not there, for its owner alone
     */
    public static State folder(Path folder) {
        return new State(Kind.FOLDER, Objects.requireNonNull(folder, "folder"), null, null);
    }

    /**
     * What was delivered is kept in PostgreSQL, for all machines that reach it; it needs the module
     * {@code dev.upserter:upserter-sql}. A run holds one connection from the beginning to its end. Journals and rejected rows
     * of a run are in a temporary folder.
     *
     * @param database gives connections; tables are made in the first schema of their search path
     */
    public static State postgres(DataSource database) {
        return new State(Kind.TEMPORARY, null, null, Objects.requireNonNull(database, "database"));
    }

    /**
     * As {@link #postgres(DataSource)}, with journals and rejected rows of runs in a folder.
     *
     * @param folder as for {@link #folder}
     */
    public static State postgres(DataSource database, Path folder) {
        return new State(
                Kind.FOLDER,
                Objects.requireNonNull(folder, "folder"),
                null,
                Objects.requireNonNull(database, "database"));
    }

    /**
     * This, keeping the folders of runs for so long, whatever {@code keepRuns} of the configuration says. The last 20 runs of
     * a sync are always kept, and rows that were not delivered.
     *
     * @param time a day to 100 years
     * @throws IllegalArgumentException if it is shorter or longer
     */
    public State keepRuns(Duration time) {
        if (time.compareTo(SyncConfig.LEAST_KEEP_RUNS) < 0 || time.compareTo(SyncConfig.MOST_KEEP_RUNS) > 0) {
            throw new IllegalArgumentException("runs are kept for a day to 100 years, not " + time);
        }
        return new State(kind, folder, time, database);
    }

    /** The kind and the folder, without anything of the database. */
    @Override
    public String toString() {
        String what = kind.name().toLowerCase(Locale.ROOT) + (folder == null ? "" : " " + folder);
        return "State[" + (database == null ? what : "postgres, " + what)
                + (keepRuns == null ? "" : ", keepRuns " + keepRuns) + "]";
    }

    Kind kind() {
        return kind;
    }

    Optional<Path> folder() {
        return Optional.ofNullable(folder);
    }

    Optional<Duration> keepRuns() {
        return Optional.ofNullable(keepRuns);
    }

    Optional<DataSource> database() {
        return Optional.ofNullable(database);
    }
}
