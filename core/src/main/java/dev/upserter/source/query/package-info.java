/** TODO-PACKAGE */
@NullMarked
package dev.upserter.source.query;

import org.jspecify.annotations.NullMarked;
