/** Bytes of a source: windows, lines, encodings, temporary folders. */
@NullMarked
package dev.upserter.source.stream;

import org.jspecify.annotations.NullMarked;
