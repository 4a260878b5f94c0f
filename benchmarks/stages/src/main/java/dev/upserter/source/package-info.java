/** What the benchmarks need from inside the package of the sources. */
@NullMarked
package dev.upserter.source;

import org.jspecify.annotations.NullMarked;
