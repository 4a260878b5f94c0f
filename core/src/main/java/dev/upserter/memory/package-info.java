/** How much of the heap the runs of a process may take together. Independent of what they do with it. */
@NullMarked
package dev.upserter.memory;

import org.jspecify.annotations.NullMarked;
