/** A run that sends only what changed, and the plan of one. */
@NullMarked
package dev.upserter.run.change;

import org.jspecify.annotations.NullMarked;
