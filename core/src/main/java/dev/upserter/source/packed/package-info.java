/** Files that are packed, or are not what their name says. */
@NullMarked
package dev.upserter.source.packed;

import org.jspecify.annotations.NullMarked;
