/** What would become of single rows, shown with their values: for people who write a configuration, and for its tests. */
@NullMarked
package dev.upserter.preview;

import org.jspecify.annotations.NullMarked;
