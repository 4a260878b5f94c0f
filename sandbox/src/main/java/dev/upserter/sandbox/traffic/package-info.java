/** Requests as they arrive: read, understood, counted and recorded. */
@NullMarked
package dev.upserter.sandbox.traffic;

import org.jspecify.annotations.NullMarked;
