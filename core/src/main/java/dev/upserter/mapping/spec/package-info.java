/** TODO-PACKAGE */
@NullMarked
package dev.upserter.mapping.spec;

import org.jspecify.annotations.NullMarked;
