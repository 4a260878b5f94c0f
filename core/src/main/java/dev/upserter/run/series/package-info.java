/** Several syncs of one file, one after another. */
@NullMarked
package dev.upserter.run.series;

import org.jspecify.annotations.NullMarked;
