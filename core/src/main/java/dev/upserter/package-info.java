/** The entry point of the library: {@link dev.upserter.Upserter}. */
@NullMarked
package dev.upserter;

import org.jspecify.annotations.NullMarked;
