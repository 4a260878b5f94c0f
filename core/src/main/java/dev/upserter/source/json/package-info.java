/** Rows of JSON: one document, or one row per line. */
@NullMarked
package dev.upserter.source.json;

import org.jspecify.annotations.NullMarked;
