/** Bytes of a source: windows, lines, text of other encodings, temporary folders. */
@NullMarked
package dev.upserter.source.stream;

import org.jspecify.annotations.NullMarked;
