/** The keys of a configuration that say when it runs by itself, and how they are read. */
@NullMarked
package dev.upserter.config.schedule;

import org.jspecify.annotations.NullMarked;
