/**
 * The configuration file: read with all its mistakes at once, and turned into the configuration records of the other
 * packages.
 */
@NullMarked
package dev.upserter.config;

import org.jspecify.annotations.NullMarked;
