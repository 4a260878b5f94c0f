/** Limits how many uploads and runs are active at once, and can stop them. */
@NullMarked
package dev.upserter.server.admission;

import org.jspecify.annotations.NullMarked;
