/** What a source is, and what a configuration says of one: files, forms, queries. The packages below it read. */
@NullMarked
package dev.upserter.source;

import org.jspecify.annotations.NullMarked;
