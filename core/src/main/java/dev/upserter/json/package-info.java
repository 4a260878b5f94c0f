/** JSON values as views of their bytes, UTF-8 text, and writers for both. Independent of sources and files. */
@NullMarked
package dev.upserter.json;

import org.jspecify.annotations.NullMarked;
