/** What earlier runs of a sync left for this one: unfinished rows, refusals, unknown people. */
@NullMarked
package dev.upserter.run.earlier;

import org.jspecify.annotations.NullMarked;
