/** Entries sorted on disk, with their payloads. */
@NullMarked
package dev.upserter.state.bucket;

import org.jspecify.annotations.NullMarked;
