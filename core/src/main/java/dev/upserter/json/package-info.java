/** TODO-PACKAGE */
@NullMarked
package dev.upserter.json;

import org.jspecify.annotations.NullMarked;
