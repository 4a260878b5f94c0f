/** TODO-PACKAGE */
@NullMarked
package dev.upserter.run.earlier;

import org.jspecify.annotations.NullMarked;
