/** Rows of databases by JDBC, and what their errors mean. */
@NullMarked
package dev.upserter.sql.database;

import org.jspecify.annotations.NullMarked;
