/** TODO-PACKAGE */
@NullMarked
package dev.upserter.run.check;

import org.jspecify.annotations.NullMarked;
