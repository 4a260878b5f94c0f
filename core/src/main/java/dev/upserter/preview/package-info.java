/**
 * Shows what a run would do with single rows, with their values: for users who write a configuration, and for its tests.
 */
@NullMarked
package dev.upserter.preview;

import org.jspecify.annotations.NullMarked;
