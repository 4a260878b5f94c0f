/** Rows of an engine or a database, which a module of its own provides. */
@NullMarked
package dev.upserter.source.query;

import org.jspecify.annotations.NullMarked;
