/** The kinds of things that the rows of a sync become at Customer.io: one class each, all of them in {@link Kinds#ALL}. */
@NullMarked
package dev.upserter.kind;

import org.jspecify.annotations.NullMarked;
