/** Rows of an engine or a database, which a separate module provides. */
@NullMarked
package dev.upserter.source.query;

import org.jspecify.annotations.NullMarked;
