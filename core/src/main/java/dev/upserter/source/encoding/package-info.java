/** Which encoding a text that is not UTF-8 has, by how well it reads. A run never uses it. */
@NullMarked
package dev.upserter.source.encoding;

import org.jspecify.annotations.NullMarked;
