/** TODO-PACKAGE */
@NullMarked
package dev.upserter.run.option;

import org.jspecify.annotations.NullMarked;
