/** Rows of CSV and similar formats, in constant memory. */
@NullMarked
package dev.upserter.source.csv;

import org.jspecify.annotations.NullMarked;
