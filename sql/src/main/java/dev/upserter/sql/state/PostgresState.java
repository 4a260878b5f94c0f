package dev.upserter.sql.state;

import dev.upserter.sql.database.DatabaseProblems;
import dev.upserter.sql.database.StateTables;
import dev.upserter.state.KnownPeople;
import dev.upserter.state.LastRun;
import dev.upserter.state.StateEntries;
import dev.upserter.state.StateHeader;
import dev.upserter.state.StateStore;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The state of one sync in a PostgreSQL database. It lives as long as its one connection: it never reconnects, since the
 * lock ends with the connection.
 */
final class PostgresState implements StateStore {
    private static final int FETCH = 500;
    private static final int NONE = -1;

    private final Connection connection;
    private final String sync;
    private final DatabaseProblems problems;
    private int id = NONE;
    private boolean saysMore;
    private @Nullable StateHeader header;
    private @Nullable String outdatedBy;
    private @Nullable LastRun lastRun;

    private PostgresState(Connection connection, String sync, DatabaseProblems problems) {
        this.connection = connection;
        this.sync = sync;
        this.problems = problems;
    }

    /** Loads what the database has of a sync, over a connection that holds its lock. */
    static PostgresState load(Connection connection, String sync, DatabaseProblems problems) throws SQLException {
        var state = new PostgresState(connection, sync, problems);
        if (state.tablesAreThere()) {
            state.saysMore = state.holds(StateTables.SAY_MORE);
            state.load();
        }
        return state;
    }

    private boolean tablesAreThere() throws SQLException {
        return holds(StateTables.ARE_THERE);
    }

    private boolean holds(String question) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet answer = statement.executeQuery(question)) {
            return answer.next() && answer.getBoolean(1);
        }
    }

    private void load() throws SQLException {
        boolean isCounted = true;
        try (PreparedStatement statement = connection.prepareStatement(StateTables.HEADER)) {
            statement.setString(1, sync);
            try (ResultSet row = statement.executeQuery()) {
                if (row.next()) {
                    id = row.getInt("id");
                    header = header(row);
                    outdatedBy = row.getString("outdated_by");
                    lastRun = lastRun(row);
                    isCounted = row.getObject("people") != null;
                }
            }
        }
        if (!isCounted) {
            count();
        }
    }

    private static StateHeader header(ResultSet row) throws SQLException {
        String forgotten = row.getString("forgotten");
        return new StateHeader(
                row.getInt("format"),
                row.getString("key_type"),
                row.getString("workspace"),
                row.getString("mapping"),
                row.getString("fingerprint"),
                row.getBoolean("has_values"),
                row.getLong("people"),
                row.getLong("marked"),
                row.getLong("bytes"),
                0,
                forgotten == null ? "" : forgotten);
    }

    private static @Nullable LastRun lastRun(ResultSet row) throws SQLException {
        String run = row.getString("last_run");
        return run == null ? null : new LastRun(run, row.getBoolean("unfinished"));
    }

    private void count() throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(StateTables.COUNT)) {
            statement.setInt(1, id);
            statement.setInt(2, id);
            try (ResultSet row = statement.executeQuery()) {
                if (row.next() && header != null) {
                    header = header.withPeople(row.getLong(1), row.getLong(2), row.getLong(3));
                }
            }
        }
    }

    private interface Work {
        void run() throws SQLException;
    }

    /** Does the work in a transaction: all of it or nothing. */
    private void whole(Work work) {
        try {
            connection.setAutoCommit(false);
            try {
                work.run();
                connection.commit();
            } catch (SQLException e) {
                undo(e);
                throw e;
            } finally {
                connection.setAutoCommit(true);
            }
        } catch (SQLException e) {
            throw problems.keeping(e);
        }
    }

    private void undo(SQLException because) {
        try {
            connection.rollback();
        } catch (SQLException gone) {
            because.addSuppressed(gone);
        }
    }

    private void update(String command) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(command)) {
            statement.setInt(1, id);
            statement.executeUpdate();
        }
    }

    @Override
    public synchronized Optional<StateHeader> header() {
        return Optional.ofNullable(header);
    }

    @Override
    public synchronized KnownPeople known() {
        if (id == NONE) {
            return KnownPeople.none();
        }
        try {
            return PostgresPeople.ask(connection, id, FETCH, saysMore, problems);
        } catch (SQLException e) {
            throw problems.keeping(e);
        }
    }

    @Override
    public synchronized void reset() {
        if (id != NONE) {
            whole(() -> {
                update(StateTables.FORGET_PEOPLE);
                update(StateTables.FORGET_SYNC);
            });
        }
        id = NONE;
        header = null;
        outdatedBy = null;
        lastRun = null;
    }

    @Override
    public synchronized Optional<LastRun> lastRun() {
        return Optional.ofNullable(lastRun);
    }

    @Override
    public synchronized void begin(StateHeader next, String run) {
        whole(() -> {
            if (!tablesAreThere()) {
                try (Statement statement = connection.createStatement()) {
                    statement.execute(StateTables.MAKE);
                }
                saysMore = true;
            }
            write(next, new LastRun(run, true));
        });
    }

    private void write(StateHeader next, LastRun last) throws SQLException {
        if (next.format() == StateHeader.FORMAT_2 && !saysMore) {
            try (Statement statement = connection.createStatement()) {
                statement.execute(StateTables.EXTEND);
            }
            saysMore = true;
        }
        boolean hadValues = header != null && header.hasValues();
        try (PreparedStatement statement = connection.prepareStatement(StateTables.BEGIN)) {
            statement.setInt(1, next.format());
            statement.setString(2, next.keyType());
            statement.setString(3, next.workspace());
            statement.setString(4, next.mapping());
            statement.setString(5, next.fingerprint());
            statement.setBoolean(6, next.hasValues());
            statement.setString(7, sync);
            statement.setString(8, last.run());
            statement.setBoolean(9, last.isUnfinished());
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                id = row.getInt(1);
            }
        }
        if (saysMore) {
            forget(next.forgotten());
        }
        if (hadValues && !next.hasValues()) {
            update(StateTables.DROP_VALUES);
        }
        header = next;
        lastRun = last;
    }

    private void forget(String before) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(StateTables.NOTE_FORGOTTEN)) {
            statement.setString(1, before.isEmpty() ? null : before);
            statement.setInt(2, id);
            statement.executeUpdate();
        }
        if (!before.isEmpty()) {
            try (PreparedStatement statement = connection.prepareStatement(StateTables.LEAVE_OUT)) {
                statement.setInt(1, id);
                statement.setBytes(2, before.getBytes(StandardCharsets.UTF_8));
                statement.executeUpdate();
            }
        }
    }

    @Override
    public synchronized void acknowledge(StateEntries entries) throws IOException {
        if (id == NONE || header == null) {
            throw new IllegalStateException("no run has begun");
        }
        if (entries.isEmpty()) {
            return;
        }
        var acknowledged = Acknowledged.of(entries, header.hasValues());
        try (PreparedStatement statement = connection.prepareStatement(StateTables.acknowledge(saysMore))) {
            int next = acknowledged.fill(statement, saysMore);
            statement.setInt(next, id);
            statement.setInt(next + 1, id);
            statement.executeUpdate();
        } catch (SQLException e) {
            throw problems.keeping(e);
        }
    }

    /** The database commits each acknowledgement. */
    @Override
    public boolean isDurableAtOnce() {
        return true;
    }

    /** Nothing to do: each acknowledgement is already durable. */
    @Override
    public void force() {}

    @Override
    public synchronized void finish(StateHeader next, LastRun last) {
        whole(() -> {
            write(next, last);
            count();
        });
    }

    @Override
    public synchronized Optional<String> outdatedBy() {
        return Optional.ofNullable(outdatedBy);
    }

    /** Records that a run sends people without updating the state, if there is one. */
    synchronized void outdate(String run) {
        if (id == NONE) {
            return;
        }
        try (PreparedStatement statement = connection.prepareStatement(StateTables.OUTDATE)) {
            statement.setString(1, run);
            statement.setInt(2, id);
            statement.executeUpdate();
        } catch (SQLException e) {
            throw problems.keeping(e);
        }
    }

    @Override
    public synchronized void takeUp() {
        if (id != NONE) {
            whole(() -> update(StateTables.TAKE_UP));
        }
        outdatedBy = null;
    }

    @Override
    public String place() {
        return problems.place().toString();
    }

    /** Releases the lock and the connection. */
    @Override
    public void close() {
        PostgresStates.release(connection, sync);
    }
}
