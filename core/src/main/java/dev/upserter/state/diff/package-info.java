/** Compares the rows of a run with what was acknowledged: what is new, changed, unchanged and gone. */
@NullMarked
package dev.upserter.state.diff;

import org.jspecify.annotations.NullMarked;
