/**
 * Packs operations into requests, by exact bytes, so that no two rows of one person share a request or overtake each
 * other.
 */
@NullMarked
package dev.upserter.batch;

import org.jspecify.annotations.NullMarked;
