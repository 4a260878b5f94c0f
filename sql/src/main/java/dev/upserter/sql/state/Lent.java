package dev.upserter.sql.state;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * A connection of a program's pool, which gets it back as it was: closing it restores what was set. One that is of no use any
 * more is ended, so that the pool does not give it to others.
 */
final class Lent implements InvocationHandler {
    private final Connection connection;
    private final boolean commits;
    private final int isolation;
    private final int timeout;
    private final @Nullable String name;

    private Lent(Connection connection) throws SQLException {
        this.connection = connection;
        this.commits = connection.getAutoCommit();
        this.isolation = connection.getTransactionIsolation();
        this.timeout = connection.getNetworkTimeout();
        this.name = connection.getClientInfo(NAME);
    }

    private static final String NAME = "ApplicationName";

    /**
     * The connection, to be closed as any other.
     *
     * @param name by which the database shows it to others meanwhile
     */
    static Connection of(Connection connection, String name) throws SQLException {
        try {
            var lent = new Lent(connection);
            connection.setAutoCommit(true);
            connection.setClientInfo(NAME, name);
            return (Connection)
                    Proxy.newProxyInstance(Lent.class.getClassLoader(), new Class<?>[] {Connection.class}, lent);
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }

    @Override
    public @Nullable Object invoke(Object proxy, Method method, @Nullable Object @Nullable [] arguments)
            throws Throwable {
        if (method.getName().equals("close")) {
            giveBack();
            return null;
        }
        try {
            return method.invoke(connection, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause() == null ? e : e.getCause();
        }
    }

    private void giveBack() throws SQLException {
        if (connection.isClosed()) {
            return;
        }
        try {
            restore();
        } catch (SQLException useless) {
            connection.abort(Runnable::run); // its locks end with it
        } finally {
            connection.close();
        }
    }

    private void restore() throws SQLException {
        if (!connection.getAutoCommit()) {
            connection.rollback();
        }
        connection.setAutoCommit(true);
        connection.setNetworkTimeout(Runnable::run, timeout);
        connection.setClientInfo(NAME, name == null ? "" : name);
        connection.setTransactionIsolation(isolation);
        connection.setAutoCommit(commits);
    }
}
