/** Detects the format of a file from its first bytes and rows. A run never uses it. */
@NullMarked
package dev.upserter.source.guess;

import org.jspecify.annotations.NullMarked;
