/** Rows of Parquet files, of SQL over local files (both by DuckDB, embedded), and of databases by JDBC. */
@NullMarked
package dev.upserter.sql;

import org.jspecify.annotations.NullMarked;
