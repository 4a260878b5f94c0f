/** Turns a record into an operation by declarative rules, or says why it cannot. */
@NullMarked
package dev.upserter.mapping;

import org.jspecify.annotations.NullMarked;
