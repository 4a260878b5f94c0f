/** The text of SQL: tokens, quoted names, edited queries. */
@NullMarked
package dev.upserter.sql.statement;

import org.jspecify.annotations.NullMarked;
