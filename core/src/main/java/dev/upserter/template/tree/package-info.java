/** A template that was read: what it renders, bottom up. */
@NullMarked
package dev.upserter.template.tree;

import org.jspecify.annotations.NullMarked;
