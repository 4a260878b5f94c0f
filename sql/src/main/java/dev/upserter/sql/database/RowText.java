package dev.upserter.sql.database;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** How the rows of a database become JSON. For one thread. */
interface RowText {

    /** Sets the connection up. */
    void prepare(Connection connection) throws SQLException;

    /** The query that tells the columns; null where the rows tell them. */
    @Nullable
    String columns();

    /** Learns of the columns, before {@link #select()} is asked for. */
    default void learn(ResultSetMetaData types) throws SQLException {}

    /** The query for the rows. */
    String select();

    /** How many characters of {@link #select()} and {@link #columns()} stand before the user's query. */
    int prefix();

    /** The row at hand, as UTF-8. */
    byte[] of(ResultSet rows) throws SQLException;
}
