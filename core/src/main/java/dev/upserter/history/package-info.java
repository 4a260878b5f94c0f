/** TODO-PACKAGE */
@NullMarked
package dev.upserter.history;

import org.jspecify.annotations.NullMarked;
