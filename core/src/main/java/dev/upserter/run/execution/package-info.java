/** TODO-PACKAGE */
@NullMarked
package dev.upserter.run.execution;

import org.jspecify.annotations.NullMarked;
