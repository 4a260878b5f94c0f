/** TODO-PACKAGE */
@NullMarked
package dev.upserter.run.change;

import org.jspecify.annotations.NullMarked;
