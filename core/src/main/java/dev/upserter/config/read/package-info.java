/**
 * Reads configuration files, all mistakes at once, and turns them into the configuration records of the other packages; shows
 * them without secrets.
 */
@NullMarked
package dev.upserter.config.read;

import org.jspecify.annotations.NullMarked;
