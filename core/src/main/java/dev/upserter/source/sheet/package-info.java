/** Rows of a sheet of Excel. */
@NullMarked
package dev.upserter.source.sheet;

import org.jspecify.annotations.NullMarked;
