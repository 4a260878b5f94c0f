/** TODO-PACKAGE */
@NullMarked
package dev.upserter.source.packed;

import org.jspecify.annotations.NullMarked;
