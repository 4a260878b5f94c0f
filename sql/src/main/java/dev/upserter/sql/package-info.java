/** Rows of Parquet files, of SQL over local files (both with DuckDB, embedded), and of databases by JDBC. */
@NullMarked
package dev.upserter.sql;

import org.jspecify.annotations.NullMarked;
