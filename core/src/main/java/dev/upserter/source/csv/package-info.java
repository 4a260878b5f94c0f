/** Rows of CSV and its kin, in constant memory. */
@NullMarked
package dev.upserter.source.csv;

import org.jspecify.annotations.NullMarked;
