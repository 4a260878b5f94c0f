/** TODO-PACKAGE */
@NullMarked
package dev.upserter.template.value;

import org.jspecify.annotations.NullMarked;
