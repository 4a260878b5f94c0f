/** TODO-PACKAGE */
@NullMarked
package dev.upserter.state.suppression;

import org.jspecify.annotations.NullMarked;
