/** TODO-PACKAGE */
@NullMarked
package dev.upserter.source.open;

import org.jspecify.annotations.NullMarked;
