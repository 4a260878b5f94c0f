/** TODO-PACKAGE */
@NullMarked
package dev.upserter.source.csv;

import org.jspecify.annotations.NullMarked;
