/** Parquet and SQL over files, with the embedded engine. */
@NullMarked
package dev.upserter.sql.engine;

import org.jspecify.annotations.NullMarked;
