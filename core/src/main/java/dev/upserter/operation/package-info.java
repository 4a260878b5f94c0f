/** What Customer.io can be asked to do: each operation knows its person, its JSON and its size. */
@NullMarked
package dev.upserter.operation;

import org.jspecify.annotations.NullMarked;
