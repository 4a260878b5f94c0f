/** Tells a person's payload from the last one that was delivered: keys, fingerprints, and what to do about a difference. */
@NullMarked
package dev.upserter.plan;

import org.jspecify.annotations.NullMarked;
