/** TODO-PACKAGE */
@NullMarked
package dev.upserter.state.diff;

import org.jspecify.annotations.NullMarked;
