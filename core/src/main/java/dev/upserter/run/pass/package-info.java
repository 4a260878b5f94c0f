/** One pass over the data: read, map, guard, hand over, deliver and count. */
@NullMarked
package dev.upserter.run.pass;

import org.jspecify.annotations.NullMarked;
