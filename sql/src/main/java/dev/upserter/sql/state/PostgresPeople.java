package dev.upserter.sql.state;

import dev.upserter.sql.database.DatabaseProblems;
import dev.upserter.sql.database.StateTables;
import dev.upserter.state.EntryKind;
import dev.upserter.state.KnownPeople;
import dev.upserter.state.StateEntry;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/** All people of a state in a database, fetched a few at a time within one transaction. For one thread. */
final class PostgresPeople implements KnownPeople {
    private static final byte[] NO_VALUES = new byte[0];

    private final Connection connection;
    private final PreparedStatement statement;
    private final ResultSet rows;
    private final DatabaseProblems problems;
    private final boolean saysMore;
    private StateEntry entry = new StateEntry();

    private PostgresPeople(
            Connection connection,
            PreparedStatement statement,
            ResultSet rows,
            boolean saysMore,
            DatabaseProblems problems) {
        this.connection = connection;
        this.statement = statement;
        this.rows = rows;
        this.saysMore = saysMore;
        this.problems = problems;
    }

    /** Starts the query; this object owns the connection until it is closed. */
    static PostgresPeople ask(Connection connection, int sync, int fetch, boolean saysMore, DatabaseProblems problems)
            throws SQLException {
        connection.setAutoCommit(false);
        PreparedStatement statement = connection.prepareStatement(StateTables.known(saysMore));
        statement.setInt(1, sync);
        statement.setFetchSize(fetch);
        return new PostgresPeople(connection, statement, statement.executeQuery(), saysMore, problems);
    }

    @Override
    public boolean next() throws IOException {
        try {
            if (!rows.next()) {
                return false;
            }
            byte[] values = rows.getBytes(5);
            byte[] more = saysMore ? rows.getBytes(6) : null;
            entry = StateEntry.of(
                    EntryKind.of(rows.getShort(3)),
                    Acknowledged.ordered(rows.getLong(1)),
                    rows.getBytes(4),
                    rows.getBytes(2),
                    values == null ? NO_VALUES : values,
                    more == null ? NO_VALUES : more);
            return true;
        } catch (SQLException e) {
            throw problems.keeping(e);
        } catch (IllegalArgumentException e) {
            throw new IOException("the state is damaged", e);
        }
    }

    @Override
    public StateEntry entry() {
        return entry;
    }

    @Override
    public void close() {
        try (statement) {
            connection.rollback();
            connection.setAutoCommit(true);
        } catch (SQLException e) {
            throw problems.keeping(e);
        }
    }
}
