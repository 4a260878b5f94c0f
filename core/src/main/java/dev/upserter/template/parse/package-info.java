/** Parses the text of a template into its tree. */
@NullMarked
package dev.upserter.template.parse;

import org.jspecify.annotations.NullMarked;
