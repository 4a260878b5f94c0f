/** TODO-PACKAGE */
@NullMarked
package dev.upserter.record;

import org.jspecify.annotations.NullMarked;
