/** What a run hears of what other syncs have taken away, and what it tells them. */
@NullMarked
package dev.upserter.run.lost;

import org.jspecify.annotations.NullMarked;
