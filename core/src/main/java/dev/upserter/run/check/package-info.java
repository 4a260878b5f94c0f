/** What is looked at before the first request: the head of the data, the named fields, the shape of the source. */
@NullMarked
package dev.upserter.run.check;

import org.jspecify.annotations.NullMarked;
