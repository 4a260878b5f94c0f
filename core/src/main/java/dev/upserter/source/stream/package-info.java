/** TODO-PACKAGE */
@NullMarked
package dev.upserter.source.stream;

import org.jspecify.annotations.NullMarked;
