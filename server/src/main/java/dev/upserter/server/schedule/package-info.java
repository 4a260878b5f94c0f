/** Runs saved syncs by themselves: at their times, when files arrive, and after one another. */
@NullMarked
package dev.upserter.server.schedule;

import org.jspecify.annotations.NullMarked;
