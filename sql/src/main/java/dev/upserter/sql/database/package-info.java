/** Rows of databases by JDBC, and the meaning of their errors. */
@NullMarked
package dev.upserter.sql.database;

import org.jspecify.annotations.NullMarked;
