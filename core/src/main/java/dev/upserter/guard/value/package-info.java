/** What single values look like: dates, addresses, phone numbers, words for nothing, damaged text. */
@NullMarked
package dev.upserter.guard.value;

import org.jspecify.annotations.NullMarked;
