package dev.upserter.sql.database;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Converts the rows of a database to JSON. For one thread. */
interface RowText {

    /** Sets the connection up. */
    void prepare(Connection connection) throws SQLException;

    /** The query that describes the columns; null where the rows do. */
    @Nullable
    String columns();

    /** Receives the columns before {@link #select()} is called. */
    default void learn(ResultSetMetaData types) throws SQLException {}

    /** The query for the rows. */
    String select();

    /** How many characters precede the user's query in {@link #select()} and {@link #columns()}. */
    int prefix();

    /** The current row, as UTF-8. */
    byte[] of(ResultSet rows) throws SQLException;
}
