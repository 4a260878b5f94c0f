/** TODO-PACKAGE */
@NullMarked
package dev.upserter.run.pass;

import org.jspecify.annotations.NullMarked;
