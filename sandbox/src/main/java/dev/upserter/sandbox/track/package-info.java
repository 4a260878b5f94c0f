/** The sandbox's HTTP front: the Track API, and pages of its own. */
@NullMarked
package dev.upserter.sandbox.track;

import org.jspecify.annotations.NullMarked;
