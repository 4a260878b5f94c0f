/** What went wrong and where. Every other package uses it; it uses none. */
@NullMarked
package dev.upserter.problem;

import org.jspecify.annotations.NullMarked;
