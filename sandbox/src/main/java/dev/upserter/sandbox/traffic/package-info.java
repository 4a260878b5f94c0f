/** Requests as they arrive: reads, routes, counts and records them. */
@NullMarked
package dev.upserter.sandbox.traffic;

import org.jspecify.annotations.NullMarked;
