/** What a source is, and its configuration: files, formats, queries. The packages below it do the reading. */
@NullMarked
package dev.upserter.source;

import org.jspecify.annotations.NullMarked;
