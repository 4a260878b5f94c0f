/** Entries sorted on disk: runs of one order, and the payloads beside them. */
@NullMarked
package dev.upserter.state.bucket;

import org.jspecify.annotations.NullMarked;
