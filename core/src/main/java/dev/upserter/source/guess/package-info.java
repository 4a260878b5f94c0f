/** What form a file has, judged by its first bytes and rows. A run never loads it. */
@NullMarked
package dev.upserter.source.guess;

import org.jspecify.annotations.NullMarked;
