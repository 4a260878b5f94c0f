/** Compares a person's payload with the last one delivered: keys, fingerprints, and what to do about a difference. */
@NullMarked
package dev.upserter.plan;

import org.jspecify.annotations.NullMarked;
