/** What went wrong and where. Used by every other package; uses none. */
@NullMarked
package dev.upserter.problem;

import org.jspecify.annotations.NullMarked;
