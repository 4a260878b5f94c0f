/** Parquet and SQL over files, by the embedded engine. */
@NullMarked
package dev.upserter.sql.engine;

import org.jspecify.annotations.NullMarked;
