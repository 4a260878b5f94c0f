/** TODO-PACKAGE */
@NullMarked
package dev.upserter.template.parse;

import org.jspecify.annotations.NullMarked;
