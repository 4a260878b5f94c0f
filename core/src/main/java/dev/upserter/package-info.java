/** The front door: {@link dev.upserter.Upserter}. */
@NullMarked
package dev.upserter;

import org.jspecify.annotations.NullMarked;
