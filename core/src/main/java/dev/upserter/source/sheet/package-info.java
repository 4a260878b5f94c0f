/** TODO-PACKAGE */
@NullMarked
package dev.upserter.source.sheet;

import org.jspecify.annotations.NullMarked;
