/** How syncs stand between their runs: what became of the last ones. */
@NullMarked
package dev.upserter.monitor;

import org.jspecify.annotations.NullMarked;
