/** Suppressed people, as keyed hashes. */
@NullMarked
package dev.upserter.state.suppression;

import org.jspecify.annotations.NullMarked;
