/** TODO-PACKAGE */
@NullMarked
package dev.upserter.source.guess;

import org.jspecify.annotations.NullMarked;
