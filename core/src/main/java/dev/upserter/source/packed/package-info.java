/** Files that are packed, or do not match their name. */
@NullMarked
package dev.upserter.source.packed;

import org.jspecify.annotations.NullMarked;
