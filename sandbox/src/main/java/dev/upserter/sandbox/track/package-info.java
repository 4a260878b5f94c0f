/** The sandbox's HTTP front: the Track API, and its own pages. */
@NullMarked
package dev.upserter.sandbox.track;

import org.jspecify.annotations.NullMarked;
