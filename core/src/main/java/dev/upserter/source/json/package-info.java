/** Rows of JSON: one document, or a row a line. */
@NullMarked
package dev.upserter.source.json;

import org.jspecify.annotations.NullMarked;
