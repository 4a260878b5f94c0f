/** A parsed template and how it renders, bottom up. */
@NullMarked
package dev.upserter.template.tree;

import org.jspecify.annotations.NullMarked;
