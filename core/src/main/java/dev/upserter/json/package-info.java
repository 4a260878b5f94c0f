/** Values of JSON as views of their bytes, text of UTF-8, and what writes both. Knows no source and no file. */
@NullMarked
package dev.upserter.json;

import org.jspecify.annotations.NullMarked;
