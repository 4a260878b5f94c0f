/** TODO-PACKAGE */
@NullMarked
package dev.upserter.template.filter;

import org.jspecify.annotations.NullMarked;
