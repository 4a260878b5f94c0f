/** What all parts of one run share: its configuration, its counts and its folder. */
@NullMarked
package dev.upserter.run.execution;

import org.jspecify.annotations.NullMarked;
