/** Opens what a configuration names: one file, several, a stream, or the answer of a query. */
@NullMarked
package dev.upserter.source.open;

import org.jspecify.annotations.NullMarked;
