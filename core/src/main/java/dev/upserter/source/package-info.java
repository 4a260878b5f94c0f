/** Reads files as records, one at a time and in constant memory, each with its place. */
@NullMarked
package dev.upserter.source;

import org.jspecify.annotations.NullMarked;
