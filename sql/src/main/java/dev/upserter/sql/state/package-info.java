/** A state in PostgreSQL, which several machines share. */
@NullMarked
package dev.upserter.sql.state;

import org.jspecify.annotations.NullMarked;
