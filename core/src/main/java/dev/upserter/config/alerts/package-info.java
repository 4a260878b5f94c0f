/** The keys of a configuration that say whom a run alerts, and how they are read. */
@NullMarked
package dev.upserter.config.alerts;

import org.jspecify.annotations.NullMarked;
