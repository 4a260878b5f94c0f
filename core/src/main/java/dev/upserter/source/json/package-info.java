/** TODO-PACKAGE */
@NullMarked
package dev.upserter.source.json;

import org.jspecify.annotations.NullMarked;
