/** Opens what a configuration names: one file, several files, a stream, or the rows of a query. */
@NullMarked
package dev.upserter.source.open;

import org.jspecify.annotations.NullMarked;
